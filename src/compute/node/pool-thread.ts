import { expose } from "comlink";
import nodeEndpoint from "comlink/dist/umd/node-adapter.js";
import { parentPort } from "node:worker_threads";
import { makePoolWorkerApi } from "../pool-worker";
import { installWireErrors } from "../wire-errors";

/** A worker of the page's pool as a thread of Node. */
installWireErrors();
expose(makePoolWorkerApi(), nodeEndpoint(parentPort as never));
