/**
 * The origin of an address as `form-action` takes it. CSP knows no IPv6 addresses (CSP3 §2.3.1): browsers ignore such a
 * source and block the form, so the port has to do. It widens nothing but where a form of our own page may lead.
 */
export function formTarget(address: string): string {
  const { protocol, hostname, port, origin } = new URL(address);
  return hostname.startsWith('[') ? `${protocol}//*${port && `:${port}`}` : origin;
}
