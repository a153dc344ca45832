import { createRequire } from 'node:module';
import ssh2, { type ConnectConfig, type NegotiatedAlgorithms } from 'ssh2';

interface DirectionLists {
  cipher?: readonly string[];
  mac?: readonly string[];
  compress?: readonly string[];
}

/** The ten lists of a KEXINIT (RFC 4253 section 7.1); what is left out is the default of ssh2. */
export interface Proposal {
  kex?: readonly string[];
  serverHostKey?: readonly string[];
  /** Client to server. */
  cs?: DirectionLists;
  /** Server to client. */
  sc?: DirectionLists;
}

export interface Ssh2Options extends Pick<ConnectConfig, 'username' | 'privateKey' | 'password' | 'localAddress' | 'authHandler' | 'readyTimeout'> {
  port: number;
  proposal?: Proposal;
}

export interface Ssh2Result {
  /** What both agreed on; undefined where the key exchange failed. */
  negotiated?: NegotiatedAlgorithms;
  loggedIn: boolean;
  error?: string;
}

interface Lists {
  kex: readonly string[];
  serverHostKey: readonly string[];
  cs: Required<DirectionLists> & { lang: string[] };
  sc: Required<DirectionLists> & { lang: string[] };
}

interface Offer {
  lists: {
    kex: { array: string[] };
    serverHostKey: { array: string[] };
    cs: Record<keyof DirectionLists, { array: string[] }>;
  };
}

/** ssh2's own option takes one list for both directions; its packet takes two. */
const { KexInit, DEFAULT_KEXINIT_CLIENT } = createRequire(import.meta.url)('ssh2/lib/protocol/kex.js') as {
  KexInit: new (lists: Lists) => Offer;
  DEFAULT_KEXINIT_CLIENT: Offer;
};

/** One connection of the npm client ssh2 to a server on loopback, with lists of algorithms picked by hand. */
export function connectSsh2({ port, proposal, ...login }: Ssh2Options): Promise<Ssh2Result> {
  return new Promise((resolve) => {
    const client = new ssh2.Client();
    const result: Ssh2Result = { loggedIn: false };
    client.on('handshake', (negotiated) => void (result.negotiated = negotiated));
    client.on('ready', () => {
      result.loggedIn = true;
      client.end();
    });
    client.on('error', (error) => void (result.error ??= error.message));
    client.on('close', () => resolve(result));
    client.connect({ host: '127.0.0.1', port, readyTimeout: 10_000, username: 'nobody', ...login });
    // The packet is sent once the socket is open.
    const { _protocol: protocol } = client as unknown as { _protocol: object };
    if (proposal) Object.assign(protocol, { _offer: offer(proposal) });
  });
}

function offer({ kex, serverHostKey, cs, sc }: Proposal): Offer {
  const usual = DEFAULT_KEXINIT_CLIENT.lists;
  const direction = (lists: DirectionLists = {}) => ({
    cipher: lists.cipher ?? usual.cs.cipher.array,
    mac: lists.mac ?? usual.cs.mac.array,
    compress: lists.compress ?? usual.cs.compress.array,
    lang: [],
  });
  return new KexInit({
    kex: kex ?? usual.kex.array,
    serverHostKey: serverHostKey ?? usual.serverHostKey.array,
    cs: direction(cs),
    sc: direction(sc),
  });
}
