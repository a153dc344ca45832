/** Names that would do something on a page if they were markup there. Bytes as latin1. */
const NAMES = [
  '<img/src=x/onerror=alert(1)>', '</script><script>alert(2)</script>', '<!--<script>', '"><svg onload=alert(3)>', "' onmouseover='alert(4)",
  '\\342\\200\\256drowssap', '\\342\\200\\250ls', '${alert(5)}', '-->', '&lt;b&gt;',
];

const stamp = (seconds: number) => new Date(Date.UTC(2026, 10, 1) + seconds * 1000).toISOString().slice(0, 19);

/** A log in which users, offers and banners are markup. */
export function hostileLog(): string {
  const lines = NAMES.flatMap((name, i) => {
    const [pid, peer] = [4000 + i, `192.0.2.${10 + i} port ${4000 + i}`];
    return [[pid, `Invalid user ${name} from ${peer}`], [pid, `Failed password for invalid user ${name} from ${peer} ssh2`], [pid, `Connection closed by invalid user ${name} ${peer} [preauth]`]];
  });
  lines.push([4999, 'Unable to negotiate with 192.0.2.99 port 4999: no matching MAC found. Their offer: <img src=x onerror=alert(7)>,</script>,hmac-md5 [preauth]']);
  lines.push([5001, "Bad protocol version identification '<script>alert(8)</script>' from 192.0.2.98 port 5001"]);
  return lines.map(([pid, text], i) => `${stamp(i)}Z <b>host</b> sshd[${pid}]: ${text}\n`).join('');
}

/** A log of so many connections from as many addresses as names, that fail in different ways: as large a report as there can be. */
export function manyConnections(count: number): string {
  let log = '';
  for (let i = 0; i < count; i++) {
    const ip = `${11 + (i % 199)}.${(i >> 3) % 251}.${(i * 7) % 241}.${1 + (i % 250)}`;
    const peer = `${ip} port ${1024 + (i % 60_000)}`;
    const head = `${stamp(i * 3)}Z web${i % 9} sshd[${300 + (i % 30_000)}]: `;
    const user = `user-${i % 20_000}`;
    if (i % 10 === 0) log += `${head}Unable to negotiate with ${peer}: no matching MAC found. Their offer: hmac-${i % 700},hmac-md5 [preauth]\n`;
    else if (i % 3 === 0) log += `${head}Accepted publickey for ${user} from ${peer} ssh2: ED25519 SHA256:abc\n${head}pam_unix(sshd:session): session closed for user ${user}\n`;
    else if (i % 3 === 1) log += `${head}Failed password for ${user} from ${peer} ssh2\n${head}Connection closed by authenticating user ${user} ${peer} [preauth]\n`;
    else log += `${head}Invalid user ${user} from ${peer}\n${head}Connection closed by invalid user ${user} ${peer} [preauth]\n`;
  }
  return log;
}
