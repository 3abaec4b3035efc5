import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import bearerAuth from '@fastify/bearer-auth';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest, onRequestHookHandler } from 'fastify';
import fp from 'fastify-plugin';
import { type ApiToken, type Config, SCOPES, type Scope } from '../src/config.ts';
import { serviceError } from '../src/errors.ts';

/** Who sent a request: the name of its token and what that token may do. */
export type Caller = Pick<ApiToken, 'name' | 'scopes'>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on the routes of the protected scope, once the token is checked. */
    caller: Caller;
  }
  interface FastifyInstance {
    /** onRequest hook: lets in the addresses of API_ALLOWED_IPS. */
    verifyAddress: onRequestHookHandler;
    /** onRequest hook: sets `request.caller` or answers 401. */
    verifyCaller: onRequestHookHandler;
    /** onRequest hook: answers 403 when the caller lacks the scope of the route's config. */
    verifyScope: onRequestHookHandler;
  }
  interface FastifyContextConfig {
    scope?: Scope;
  }
}

export type AuthOptions = { auth: Config['auth'] };

/** Requests without a known token that one address may send in a minute; then they are answered with 429. */
const MAX_REFUSALS_PER_MINUTE = 100;

const ANONYMOUS: Caller = { name: 'anonymous', scopes: [...SCOPES] };

/** Bearer tokens with scopes, and the list of allowed addresses. It protects nothing by itself: scopes add its hooks. */
const auth: FastifyPluginAsync<AuthOptions> = async (fastify, { auth: { enabled, tokens, allowedAddresses } }) => {
  fastify.decorateRequest('caller');

  await fastify.register(bearerAuth, {
    keys: [],
    addHook: false,
    specCompliance: 'rfc6749',
    verifyErrorLogLevel: 'debug',
    auth: (token: string, request: FastifyRequest) => {
      const known = findToken(tokens, token);
      if (known === undefined) return false;
      request.caller = { name: known.name, scopes: known.scopes };
      return true;
    },
  });
  const { verifyBearerAuth } = fastify;
  if (verifyBearerAuth === undefined) throw new Error('@fastify/bearer-auth did not decorate the instance');

  const countRefusal = await refusalCounter(fastify);
  fastify.decorate('verifyCaller', (request, reply, done) => {
    if (!enabled) {
      request.caller = ANONYMOUS;
      return done();
    }
    verifyBearerAuth(request, reply, (error) => {
      if (error === undefined || error === null) {
        // Every line from here on says who called, that of the answer too.
        request.log = request.log.child({ caller: request.caller.name });
        reply.log = request.log;
        return done();
      }
      countRefusal(request).then((tooMany) => done(tooMany ?? error), done);
    });
  });

  fastify.decorate('verifyScope', (request, _reply, done) => {
    const { scope } = request.routeOptions.config;
    const { scopes } = request.caller;
    if (scope === undefined || scopes.includes(scope) || scopes.includes('admin')) return done();
    done(serviceError('SCOPE_REQUIRED', { detail: `El token no tiene el permiso "${scope}"` }));
  });

  const isAllowed = allowedAddresses === undefined ? () => true : addressFilter(allowedAddresses);
  fastify.decorate('verifyAddress', (request, _reply, done) => {
    done(isAllowed(request.ip) ? undefined : serviceError('ADDRESS_NOT_ALLOWED'));
  });
};

/**
 * Counts the refused requests of an address and gives the 429 once they are too many. A known token is let in all the
 * same: clients behind one proxy share an address, and nobody must be able to lock the others out.
 */
async function refusalCounter(
  fastify: FastifyInstance,
): Promise<(request: FastifyRequest) => Promise<Error | undefined>> {
  const counters: ReturnType<FastifyInstance['createRateLimit']>[] = [];
  // In a context of its own: the limit of each token has its own registration.
  const refusals: FastifyPluginAsync = async (scope) => {
    await scope.register(rateLimit, { global: false });
    counters.push(scope.createRateLimit({ max: MAX_REFUSALS_PER_MINUTE, timeWindow: 60_000 }));
  };
  await fastify.register(refusals);
  const [count] = counters;
  if (count === undefined) throw new Error('@fastify/rate-limit did not make a counter');
  return async (request) => {
    const state = await count(request);
    if (state.isAllowed || !state.isExceeded) return undefined;
    return serviceError('RATE_LIMITED', { retryAfterSeconds: state.ttlInSeconds });
  };
}

/** Looks at every token whatever the outcome, so that the time taken tells nothing. */
function findToken(tokens: readonly ApiToken[], given: string): ApiToken | undefined {
  const hash = createHash('sha256').update(given).digest();
  let found: ApiToken | undefined;
  for (const token of tokens) {
    if (timingSafeEqual(hash, Buffer.from(token.sha256, 'hex'))) found = token;
  }
  return found;
}

/** @param allowed IPs and CIDR ranges, already checked by the configuration. */
function addressFilter(allowed: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of allowed) {
    const [ip = '', prefix] = entry.split('/');
    const family = isIPv6(ip) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(ip, family);
    else list.addSubnet(ip, Number(prefix), family);
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

export default fp(auth, { name: 'auth', dependencies: ['error-handler'] });
