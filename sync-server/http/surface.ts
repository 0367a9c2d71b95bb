// Everything between the socket and the routes, in the order in which a request meets it.
import type { FastifyInstance } from 'fastify';
import { installAuthentication, type AuthenticateDeps } from '../auth/authenticate';
import { installCompression } from './compression';
import { installErrorHandler, type ErrorHandlerDeps } from './error-handler';
import { installHeaders, type HeaderConfig } from './headers';
import { installLimits } from './limits';
import { installMsgpack } from './msgpack';
import { installOpenApi } from './openapi';
import { installProtocolVersion } from './protocol-version';
import { installQueryConversion } from './query';
import { installRouteRules } from './route-rules';

export interface SurfaceConfig extends HeaderConfig {
  /** Of one device, or of one address without a token. */
  readonly requestsPerMinute: number;
}

export interface SurfaceDeps extends ErrorHandlerDeps, AuthenticateDeps {
  readonly config: SurfaceConfig;
  readonly version: string;
}

/** To be awaited on the root instance before any route is added. */
export async function installSurface(app: FastifyInstance, deps: SurfaceDeps): Promise<void> {
  installErrorHandler(app, deps);
  installRouteRules(app);
  await installHeaders(app, deps.config);
  installProtocolVersion(app);
  installAuthentication(app, deps);
  await installLimits(app, deps.config.requestsPerMinute);
  await installCompression(app);
  installQueryConversion(app);
  installMsgpack(app);
  await installOpenApi(app, deps.version);
}
