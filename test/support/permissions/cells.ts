/*
 * Every place where staff can do something, and which action of `docs/staff.md` it is. Written down a second time on
 * purpose: a place that is not here, or that asks for something else, fails `test/feature/permissions`.
 */

/** Pages and forms of the console. `anybody` needs no session, `signed-in` no role. */
export const pages = `
dashboard.see       GET   /staff
app.see             GET   /staff/apps
app.see             GET   /staff/apps/:app
delivery.see        GET   /staff/apps/:app/deliveries
delivery.replay     POST  /staff/apps/:app/deliveries
app.change          GET   /staff/apps/:app/edit
app.change          POST  /staff/apps/:app/edit
app.change          GET   /staff/apps/:app/secret
app.change          POST  /staff/apps/:app/secret
app.change          GET   /staff/apps/:app/state
app.change          POST  /staff/apps/:app/state
app.see             GET   /staff/apps/:app/test
app.change          GET   /staff/apps/new
app.change          POST  /staff/apps/new
audit.see           GET   /staff/audit
audit.see           GET   /staff/audit/entries/:entry
audit.see           GET   /staff/audit/chain
audit.see           POST  /staff/audit/chain
audit.export        POST  /staff/audit/copy
link.block          GET   /staff/blocks
link.block          POST  /staff/blocks
link.block          POST  /staff/blocks/lift
bulk.see            GET   /staff/bulk
bulk.see            GET   /staff/bulk/:plan
bulk.approve        GET   /staff/bulk/:plan/answer
bulk.approve        POST  /staff/bulk/:plan/answer
bulk.plan           GET   /staff/bulk/:plan/cancel
bulk.plan           POST  /staff/bulk/:plan/cancel
bulk.plan           GET   /staff/bulk/:plan/confirm
bulk.plan           POST  /staff/bulk/:plan/confirm
bulk.see            GET   /staff/bulk/:plan/report.csv
bulk.plan           GET   /staff/bulk/:plan/resume
bulk.plan           POST  /staff/bulk/:plan/resume
bulk.stop           GET   /staff/bulk/:plan/stop
bulk.stop           POST  /staff/bulk/:plan/stop
bulk.preview        GET   /staff/bulk/new
bulk.preview        POST  /staff/bulk/new
approval.give       GET   /staff/bulk/requests/:request
approval.give       POST  /staff/bulk/requests/:request
anybody             GET   /staff/enrol/:token
anybody             POST  /staff/enrol/:token
dashboard.see       GET   /staff/figures/:name.csv
record.search       GET   /staff/find
record.search       POST  /staff/find
key.see             GET   /staff/keys
key.change          GET   /staff/keys/:key/retire
key.change          POST  /staff/keys/:key/retire
key.change          GET   /staff/keys/change
key.change          POST  /staff/keys/change
key.approve         GET   /staff/keys/retirements/:request
key.approve         POST  /staff/keys/retirements/:request
self.passkeys       GET   /staff/passkeys
self.passkeys       POST  /staff/passkeys
self.passkeys       POST  /staff/passkeys/:passkey/remove
staff.see           GET   /staff/people
staff.change        POST  /staff/people
staff.change        GET   /staff/people/:person
staff.change        POST  /staff/people/:person/end-sessions
staff.change        POST  /staff/people/:person/invite
staff.change        POST  /staff/people/:person/remove
staff.change        POST  /staff/people/:person/role
policy.see          GET   /staff/policy
policy.see          GET   /staff/policy/:version
policy.draft        GET   /staff/policy/draft
policy.draft        POST  /staff/policy/draft
policy.draft        GET   /staff/policy/draft/discard
policy.draft        POST  /staff/policy/draft/discard
policy.see          GET   /staff/policy/draft/preview
policy.change       GET   /staff/policy/draft/publish
policy.change       POST  /staff/policy/draft/publish
signed-in           GET   /staff/prove
signed-in           POST  /staff/prove/directory
signed-in           POST  /staff/prove
provider.see        GET   /staff/providers
provider.change     GET   /staff/providers/:provider/change
provider.change     POST  /staff/providers/:provider/change
provider.change     GET   /staff/providers/:provider/pause
provider.see        POST  /staff/providers/:provider/test
record.open         POST  /staff/records
record.open         GET   /staff/records/:record
record.open         GET   /staff/records/:record/activity
record.open         GET   /staff/records/:record/apps
grant.revoke        GET   /staff/records/:record/apps/:app/disconnect
grant.revoke        POST  /staff/records/:record/apps/:app/disconnect
session.end         GET   /staff/records/:record/end-sessions
session.end         POST  /staff/records/:record/end-sessions
record.erase        GET   /staff/records/:record/erase
record.erase        POST  /staff/records/:record/erase
record.pause        GET   /staff/records/:record/hold
record.pause        POST  /staff/records/:record/hold
link.revoke         GET   /staff/records/:record/links/:link/revoke
link.revoke         POST  /staff/records/:record/links/:link/revoke
record.unmask       POST  /staff/records/:record/links/:link/unmask
record.pause        POST  /staff/records/:record/release
record.open         GET   /staff/records/:record/staff
retention.see       GET   /staff/retention
retention.run       GET   /staff/retention/run
retention.run       POST  /staff/retention/run
retention.see       GET   /staff/retention/runs/:run
anybody             GET   /staff/sign-in
anybody             GET   /staff/sign-in/callback
anybody             POST  /staff/sign-in/directory
anybody             POST  /staff/sign-in
anybody             POST  /staff/sign-out
statistics.see      GET   /staff/statistics
statistics.see      GET   /staff/statistics/:month
statistics.publish  GET   /staff/statistics/:month/publish
statistics.publish  POST  /staff/statistics/:month/publish
signed-in           POST  /staff/stay
anybody             GET   /staff/time-left
`;

/** Operations of the API. */
export const operations = `
app.see             GET   /api/admin/apps
app.change          POST  /api/admin/apps
app.see             GET   /api/admin/apps/:app
app.change          POST  /api/admin/apps/:app/change
app.see             GET   /api/admin/apps/:app/check
app.change          POST  /api/admin/apps/:app/end-old-secret
app.change          POST  /api/admin/apps/:app/pause
app.change          POST  /api/admin/apps/:app/resume
app.change          POST  /api/admin/apps/:app/rotate-secret
audit.see           GET   /api/admin/audit/chain
audit.see           POST  /api/admin/audit/chain/verify
audit.see           GET   /api/admin/audit/entries
audit.see           GET   /api/admin/audit/entries/:entry
audit.export        POST  /api/admin/audit/exports
link.block          POST  /api/admin/blocks/:block/lift
link.block          POST  /api/admin/blocks/find
bulk.see            GET   /api/admin/bulk-revocations
bulk.preview        POST  /api/admin/bulk-revocations
bulk.see            GET   /api/admin/bulk-revocations/:plan
bulk.plan           POST  /api/admin/bulk-revocations/:plan/cancel
bulk.plan           POST  /api/admin/bulk-revocations/:plan/confirm
bulk.stop           POST  /api/admin/bulk-revocations/:plan/pause
bulk.see            GET   /api/admin/bulk-revocations/:plan/report
bulk.plan           POST  /api/admin/bulk-revocations/:plan/resume
bulk.stop           POST  /api/admin/bulk-revocations/:plan/stop
dashboard.see       GET   /api/admin/figures
delivery.see        GET   /api/admin/deliveries
delivery.replay     POST  /api/admin/deliveries/replay
grant.revoke        POST  /api/admin/grants/:grant/revoke
key.see             GET   /api/admin/keys
key.change          POST  /api/admin/keys/change-over
key.change          POST  /api/admin/keys/make-next
key.change          POST  /api/admin/keys/retire-previous
key.change          POST  /api/admin/keys/:key/ask-retirement
link.revoke         POST  /api/admin/links/:link/revoke
policy.see          GET   /api/admin/policy/draft
policy.draft        POST  /api/admin/policy/draft
policy.draft        POST  /api/admin/policy/draft/discard
policy.change       POST  /api/admin/policy/draft/publish
policy.see          GET   /api/admin/policy/versions
policy.change       POST  /api/admin/policy/versions
provider.see        GET   /api/admin/providers
provider.see        GET   /api/admin/providers/:provider/figures
provider.see        POST  /api/admin/providers/:provider/test
provider.change     POST  /api/admin/providers/switch
grant.search        GET   /api/admin/residents/:resident/grants
record.unmask       POST  /api/admin/residents/:resident/links/:link/unmask
record.open         POST  /api/admin/residents/:resident/open
record.open         POST  /api/admin/residents/open-with-code
record.search       POST  /api/admin/residents/search
retention.see       GET   /api/admin/retention
retention.see       GET   /api/admin/retention/runs
retention.run       POST  /api/admin/retention/runs
statistics.see      GET   /api/admin/statistics
statistics.see      GET   /api/admin/statistics/:month
statistics.publish  POST  /api/admin/statistics/:month/publish
`;

/** Methods of services that work for staff. */
export const services = `
app.change          AppDesk.change
app.change          AppDesk.endOldSecret
app.change          AppDesk.pause
app.change          AppDesk.register
app.change          AppDesk.resume
app.change          AppDesk.rotateSecret
app.see             AppDesk.find
app.see             AppDesk.list
app.see             AppTraffics.lately
approval.give       RevocationRequests.approve
approval.give       RevocationRequests.reject
audit.export        AuditExports.begin
audit.export        AuditExports.part
audit.see           AuditLog.page
audit.see           AuditLog.sealedAs
audit.see           ChainChecks.check
audit.see           ChainChecks.last
audit.see           SealState.now
audit.see           Verification.verify
bulk.approve        BulkApprovals.approve
bulk.approve        BulkApprovals.reject
bulk.plan           BulkPlans.cancel
bulk.plan           BulkPlans.confirm
bulk.plan           BulkRuns.resume
bulk.preview        BulkPlans.preview
bulk.see            BulkDetails.sample
bulk.see            BulkDetails.troubles
bulk.see            BulkPlans.find
bulk.see            BulkPlans.list
bulk.see            BulkPlans.waiting
bulk.see            BulkRuns.reportPart
bulk.stop           BulkRuns.pause
bulk.stop           BulkRuns.stop
dashboard.see       Attention.items
dashboard.see       Figures.linksPerDay
dashboard.see       Figures.signInsPerHour
dashboard.see       Figures.tokenChecksPerDay
dashboard.see       Figures.totals
grant.revoke        GrantRevocations.byStaff
grant.revoke        Withdrawals.byStaff
grant.search        GrantSearch.find
key.approve         KeyRetirements.approve
key.approve         KeyRetirements.decline
delivery.replay     DeliveryDesk.replay
delivery.see        DeliveryDesk.list
key.change          KeyDesk.changeOver
key.change          KeyDesk.makeNext
key.change          KeyDesk.retirePrevious
key.change          KeyDesk.rotate
key.change          KeyRetirements.ask
key.see             KeyDesk.list
key.see             KeyRetirements.waiting
link.block          LinkBlocks.lift
link.block          LinkBlocks.look
link.block          LinkRemoval.byStaff
link.revoke         LinkRemoval.byStaff
link.revoke         RevocationRequests.find
link.revoke         RevocationRequests.list
policy.change       PolicyDrafts.publish
policy.change       PolicyPublishing.publish
policy.draft        PolicyDrafts.discard
policy.draft        PolicyDrafts.save
policy.see          PolicyDrafts.review
policy.see          PolicyRegister.list
provider.change     ProviderStates.change
provider.change     ToldLinks.resumeByStaff
provider.change     WaitingRoom.discard
provider.change     WaitingRoom.release
provider.see        LinkCounts.dependents
provider.see        ProviderFigures.lately
provider.see        ProviderStates.list
provider.see        ProviderTrials.run
provider.see        WaitingRoom.list
record.erase        Erasure.eraseByStaff
record.open         RecordAccess.again
record.open         SupportAccess.openForPurpose
record.open         SupportAccess.openWithCode
record.pause        RecordOrders.hold
record.pause        RecordOrders.release
record.search       LinkSearch.find
record.search       RecordSearch.find
record.unmask       RecordOrders.unmask
retention.run       Retention.run
retention.see       Retention.find
retention.see       Retention.lastRuns
retention.see       Retention.preview
session.end         OpenSessions.endByStaff
staff.change        StaffPeople.changeRole
staff.change        StaffPeople.endSessions
staff.change        StaffPeople.invite
staff.change        StaffPeople.inviteAgain
staff.change        StaffPeople.remove
staff.see           StaffPeople.list
statistics.publish  Statistics.publish
statistics.see      Statistics.open
statistics.see      Statistics.preview
`;

/** Commands. Nobody approves at the server, where everybody is an operator. */
export const commands = `
app.change          apps add
app.change          apps disable
app.change          apps edit
app.change          apps enable
app.change          apps end-old-secret
app.see             apps list
app.change          apps rotate-secret
app.see             apps show
audit.see           audit checkpoint
audit.export        audit export
audit.see           audit keys
audit.see           audit verify
grant.search        grants list
grant.revoke        grants revoke
key.change          keys retire
delivery.see        feed deliveries
delivery.replay     feed replay
key.change          keys rotate
record.search       links find
link.revoke         links revoke
policy.see          policy list
policy.change       policy publish
provider.change     providers link-only
provider.see        providers list
provider.change     providers pause
provider.change     providers resume
record.open         record open
retention.see       retention
retention.run       retention run
retention.see       retention runs
provider.change     risc register
provider.see        risc status
provider.change     risc verify
provider.change     signals discard
provider.change     signals release
provider.change     signals resume
provider.see        signals waiting
staff.change        staff invite
staff.see           staff list
statistics.see      statistics preview
statistics.publish  statistics publish
key.change          tokens revoke-all
`;
