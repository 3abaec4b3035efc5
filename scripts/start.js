#!/usr/bin/env node
// npm start: runs the compiled service; installs and builds first where needed.
import { ensureBuilt } from './prepare/build.js';
import { ensureInstalled } from './prepare/install.js';

ensureInstalled();
ensureBuilt();
await import('../dist/src/server.js');
