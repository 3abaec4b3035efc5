#!/usr/bin/env node
// npm run build: compiles the service and the embedded database to dist.
import { build } from './prepare/build.js';
import { ensureInstalled } from './prepare/install.js';

ensureInstalled();
build();
