import { describe, expect, it } from 'vitest';
import { systemError } from '../../src/messages/system-errors.js';

describe('errors of the system', () => {
  it.each([
    ['Address already in use', 'EADDRINUSE'], // glibc, BSD, Solaris
    ['Address in use', 'EADDRINUSE'], // musl
    ['Cannot assign requested address', 'EADDRNOTAVAIL'], // glibc, Solaris
    ['Can\'t assign requested address', 'EADDRNOTAVAIL'], // BSD
    ['Address not available', 'EADDRNOTAVAIL'], // musl
    ['Connection timed out', 'ETIMEDOUT'], // glibc, Solaris
    ['Operation timed out', 'ETIMEDOUT'], // BSD, musl
    ['No route to host', 'EHOSTUNREACH'], // glibc, BSD, Solaris
    ['Host is unreachable', 'EHOSTUNREACH'], // musl
    ['Network unreachable', 'ENETUNREACH'], // musl
    ['Broken Pipe', 'EPIPE'],
  ])('%s is %s', (reason, errno) => {
    expect(systemError(reason)).toEqual({ reason, errno });
  });

  it.each(['Die Adresse wird bereits verwendet', 'invalid format', 'constructor', ''])('says nothing of %j', (reason) => {
    expect(systemError(reason)).toEqual({ reason });
  });
});
