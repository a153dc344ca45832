import { expect, test } from 'vitest';
import { connectSsh2 } from './ssh2.js';
import { startSshd } from './sshd.js';

test('a real sshd starts, reloads and ends, and ssh2 sends the lists that it is given', async () => {
  const sshd = await startSshd({ logLevel: 'DEBUG2', config: ['Ciphers aes256-ctr', 'MACs hmac-sha2-256'] });
  try {
    const refused = await connectSsh2({
      port: sshd.port,
      proposal: { cs: { cipher: ['aes256-ctr'], mac: ['hmac-sha2-256'] }, sc: { cipher: ['aes128-ctr'], mac: ['hmac-sha2-256'] } },
    });
    expect(refused.negotiated).toBeUndefined();
    expect(sshd.log()).toContain('ciphers stoc: aes128-ctr');
    const pid = sshd.pid();
    await sshd.reload();
    expect(sshd.pid()).toBe(pid);
    const agreed = await connectSsh2({ port: sshd.port });
    expect(agreed).toMatchObject({ loggedIn: false, negotiated: { cs: { cipher: 'aes256-ctr' } } });
  } finally {
    await sshd.stop();
  }
  expect(sshd.pid()).toBeUndefined();
});
