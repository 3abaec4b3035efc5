/** How this database names itself, to clients and in the dictionary. */
export const INSTANCE = {
  version: '19.0.0.0.0',
  databaseName: 'FREE',
  serviceName: 'FREEPDB1',
  instanceName: 'FREE',
  containerName: 'FREEPDB1',
  characterSet: 'AL32UTF8',
} as const;
