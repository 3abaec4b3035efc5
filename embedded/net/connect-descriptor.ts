/** What a client wants to be connected to. */
export type ConnectTarget = { serviceName: string | undefined; sid: string | undefined };

/** Of `(DESCRIPTION=…(CONNECT_DATA=(SERVICE_NAME=x)(CID=…)))`. */
export function parseConnectTarget(descriptor: string): ConnectTarget {
  return { serviceName: parameterOf(descriptor, 'SERVICE_NAME'), sid: parameterOf(descriptor, 'SID') };
}

function parameterOf(descriptor: string, key: string): string | undefined {
  const match = new RegExp(`\\(\\s*${key}\\s*=\\s*(?<value>[^()]*?)\\s*\\)`, 'i').exec(descriptor);
  return match?.groups?.['value'];
}
