// A worker as `npm start` runs it, which also knows the plain broker: for tests that kill it, and for the benchmark.
import { work } from "@/lib/jobs/worker";
import { onStopRequest } from "@/scripts/runtime/shutdown";
import { WITH_PLAIN } from "./simulators/plain-broker";

const stopping = new AbortController();
onStopRequest(() => stopping.abort());
process.send?.("ready");
await work(stopping.signal, WITH_PLAIN);
process.exit();
