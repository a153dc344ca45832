import type { Command } from 'commander';

/** Commands to try, by the name of the command that they show; those of `sshlog` itself stand at the name `sshlog`. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  sshlog: [
    'sshlog diagnose /var/log/secure',
    'sshlog diagnose -f /var/log/auth.log',
    'tail -f /var/log/auth.log | sshlog diagnose',
    'sshlog trace fred /var/log/auth.log',
    'sshlog explain no-common-mac',
  ],
  diagnose: [
    'sshlog diagnose /var/log/auth.log*',
    'sshlog diagnose --since 2h --severity error',
    'sshlog diagnose -f /var/log/auth.log',
    'sshlog diagnose --from 192.0.2.0/24 --ignore sftp,log /var/log/secure',
    'sshlog diagnose --fail-on error --format concise captured.log',
    'sshlog diagnose --format text --format json=report.json captured.log',
    'sshlog diagnose --redact all -o ticket.txt /var/log/secure',
  ],
  trace: [
    'sshlog trace fred /var/log/auth.log',
    'sshlog trace 192.0.2.10 --since 1d',
    'journalctl -u ssh | sshlog trace 4242',
  ],
  ssh: [
    'sshlog ssh fred@server.example.org',
    'sshlog ssh -p 2222 -i ~/.ssh/id_ed25519 fred@server.example.org uptime',
    'sshlog ssh --keep --redact all server.example.org',
  ],
  events: [
    'sshlog events /var/log/secure',
    'sshlog events --format ecs -o events.ndjson /var/log/auth.log*',
    'tail -f /var/log/auth.log | sshlog events --format text --user fred',
  ],
  sessions: [
    'sshlog sessions --since 1d /var/log/auth.log',
    'sshlog sessions --format csv -o sessions.csv /var/log/auth.log*',
  ],
  stats: [
    'sshlog stats /var/log/auth.log*',
    'sshlog stats --verbose --since 7d',
    'sshlog stats --format json /var/log/secure',
  ],
  simulate: [
    'sshlog simulate --new-config new.conf /var/log/auth.log',
    'sshlog simulate --target 10.0 --sshd-config auto /var/log/secure*',
    'sshlog simulate --new-config new.conf --fail-on lockout captured.log',
  ],
  explain: [
    'sshlog explain no-common-mac',
    "sshlog explain 'fatal: no hostkey alg [preauth]'",
  ],
  codes: ['sshlog codes', 'sshlog codes --color never'],
  schema: ['sshlog schema report', 'sshlog schema config'],
  completion: [
    'source <(sshlog completion bash)   # in ~/.bashrc',
    'source <(sshlog completion zsh)    # in ~/.zshrc, behind compinit',
    'sshlog completion fish > ~/.config/fish/completions/sshlog.fish',
  ],
};

/** Puts the examples below the help of each command that has some. */
export function addExamples(program: Command): void {
  for (const command of [program, ...program.commands]) {
    const examples = EXAMPLES[command.name()];
    if (examples) command.addHelpText('after', `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`);
  }
}
