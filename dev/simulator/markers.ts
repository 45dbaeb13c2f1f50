/** Parts of a token answer or an error that a test can make recognisable. */
const SECRET_MARKERS = [
  'code',
  'access_token',
  'refresh_token',
  'id_token',
  'error_description',
  'fbtrace_id',
] as const;

/** What a provider may know about a person and the service must never keep. */
const PROFILE_MARKERS = [
  'email',
  'phone_number',
  'picture',
  'birthday',
  'age_range',
  'gender',
  'locale',
  'zoneinfo',
  'given_name',
  'family_name',
  'middle_name',
  'username',
  'profile',
  'link',
  'hometown',
  'location',
  'political',
  'religion',
  'relationship_status',
  'about',
] as const;

export const MARKER_NAMES = [...SECRET_MARKERS, ...PROFILE_MARKERS] as const;

export type MarkerName = (typeof MARKER_NAMES)[number];

/** Texts to be planted in answers, so that a test can look for them where they must not be. */
export type Markers = Partial<Record<MarkerName, string>>;

/**
 * One unique marker for every name.
 *
 * @param run makes the markers of one test differ from those of every other
 */
export function canaryMarkers(run: string): Record<MarkerName, string> {
  const entries = MARKER_NAMES.map((name) => [name, `CNRY-${name}-${run}-XQ`]);
  return Object.fromEntries(entries) as Record<MarkerName, string>;
}

/** Of these markers, the ones that belong into a profile. */
export function profileMarkers(markers: Markers): Partial<Record<string, string>> {
  const present = PROFILE_MARKERS.filter((name) => markers[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, markers[name]]));
}
