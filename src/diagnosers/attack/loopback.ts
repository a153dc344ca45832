/** 127.0.0.0/8 and ::1: the server itself, or whatever brings connections to it from there. */
export function isLoopback(ip: string): boolean {
  return ip === '::1' || ip.startsWith('127.');
}
