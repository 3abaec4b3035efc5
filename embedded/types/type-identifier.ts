/**
 * TYPE_OID: the 16 bytes that tell the types of a database apart. A client gets them with a type's description and sends them with every
 * bind of the type, in any session, so they are made of what the catalog keeps: the object's id, and for a type inside a package or a
 * table's row also what kind of member it is and a hash of its name.
 */

const MEMBERS = { 'package type': 1, row: 2 } as const;
export type TypeMember = { kind: keyof typeof MEMBERS; name: string };

const BYTES = 16;

/** `member` undefined: the type is an object of its own. */
export function typeIdentifier(objectId: number, member?: TypeMember): Buffer {
  const bytes = Buffer.alloc(BYTES);
  if (member !== undefined) {
    bytes.writeUInt32BE(MEMBERS[member.kind], 0);
    bytes.writeUInt32BE(hash(member.name), 4);
  }
  bytes.writeBigUInt64BE(BigInt(objectId), 8);
  return bytes;
}

/** The object that an identifier was made for; undefined where it is none of ours. */
export function objectIdOf(identifier: Buffer): number | undefined {
  if (identifier.length !== BYTES) return undefined;
  const id = Number(identifier.readBigUInt64BE(8));
  return Number.isSafeInteger(id) ? id : undefined;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) value = Math.imul(value ^ byte, 0x0100_0193);
  return value >>> 0;
}
