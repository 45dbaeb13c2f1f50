/** Why an app cannot be registered: the rule that is broken and, where it helps, the value that breaks it. */
export interface RegistrationRefusal {
  rule: RegistrationRule;
  value?: string;
}

type RegistrationRule =
  | 'id-malformed'
  | 'id-taken'
  | 'kind-fixed'
  | 'text-missing'
  | 'auth-method-unfit'
  | 'keys-missing'
  | 'keys-unfit'
  | 'redirect-uri-missing'
  | 'redirect-uri-unsafe'
  | 'logout-uri-unsafe'
  | 'scope-unknown'
  | 'scope-for-services-only'
  | 'scope-not-approved'
  | 'grant-type-unknown'
  | 'grant-type-needs-secret'
  | 'sector-malformed'
  | 'resource-malformed';
