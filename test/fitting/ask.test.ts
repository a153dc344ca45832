import { describe, expect, it } from 'vitest';
import type { ConnectionFacts } from '../../src/configuration/index.js';
import { createOutlook } from '../../src/fitting/outlook.js';
import { configurationOf } from '../support/configuration.js';

const FRED: ConnectionFacts = { user: 'fred', address: '192.0.2.10', host: 'a.example' };
const OUTPUT = 'port 22\naddressfamily any\nlogingracetime 120\nx11displayoffset 10\npermituserenvironment no\nloglevel INFO\n';
const CONFIGURATION = configurationOf('MaxAuthTries 4\nAllowUsers root\nMatch Group wheel\n  MaxAuthTries 2\n  AllowUsers fred\n');

describe('what only sshd itself can tell', () => {
  it.each([['maxauthtries 2\nallowusers fred\n', [4, 5]], ['maxauthtries 4\nallowusers root\n', [1, 2]]])('%j decides which lines hold', (answer, lines) => {
    const outlook = createOutlook({ configuration: CONFIGURATION, ask: () => configurationOf(OUTPUT + answer) }, [FRED], {});
    expect(['MaxAuthTries', 'AllowUsers'].map((keyword) => outlook.only(keyword)?.line.line)).toEqual(lines);
  });

  it('stays unknown where it gives no answer, or one that no line explains', () => {
    for (const answer of [undefined, configurationOf(`${OUTPUT}maxauthtries 9\n`)]) {
      const outlook = createOutlook({ configuration: CONFIGURATION, ask: () => answer }, [FRED], {});
      expect(outlook.only('MaxAuthTries')).toBeUndefined();
      expect(outlook.ruling('MaxAuthTries').undecided).toHaveLength(1);
    }
  });

  it('is not asked what the file tells', () => {
    const outlook = createOutlook({ configuration: CONFIGURATION, ask: () => { throw new Error('asked'); } }, [{ ...FRED, groups: ['wheel'] }], {});
    expect(outlook.only('MaxAuthTries')?.line.line).toBe(4);
  });

  it('takes the address for the name of the host where sshd looks nothing up', () => {
    const text = (dns: string) => `${dns}Match Host 192.0.2.10\n  Banner a\n`;
    const banner = (dns: string, release?: string) => createOutlook({ configuration: configurationOf(text(dns)) }, [{ user: 'fred', address: '192.0.2.10' }], release === undefined ? {} : { min: release, max: release }).only('Banner')?.args[0];
    expect([banner('UseDNS no\n'), banner('UseDNS yes\n'), banner('', '9.2'), banner('', '6.6'), banner('')]).toEqual(['a', undefined, 'a', undefined, undefined]);
  });
});
