import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../testing/free-port.mjs";
import { type Processes, until } from "./processes";
import type { Programs } from "./programs";

/**
 * What stands in front of the web processes: each is asked for /readyz twice a second. A request that finds one gone, or on its way out, is
 * given to the other. One that was answered with 503 only if it reads: whoever lost the database at a commit doesn't know how that ended.
 */
export async function startBalancer(
  { programs, processes }: { programs: Programs; processes: Processes },
  { port, webPorts }: { port: number; webPorts: readonly number[] },
): Promise<void> {
  const path = join(processes.folder, "haproxy.cfg");
  const statusPort = await freePort();
  await writeFile(
    path,
    `global
  maxconn 1000
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  timeout queue 10s
  option redispatch 1
  retries 3
  retry-on conn-failure 503
frontend status
  bind 127.0.0.1:${statusPort}
  monitor-uri /haproxy
frontend people
  bind 127.0.0.1:${port}
  http-request disable-l7-retry unless METH_GET
  http-request set-header X-Forwarded-Proto http
  http-request set-header X-Forwarded-Host %[req.hdr(host)]
  http-request set-header X-Forwarded-For %[src]
  default_backend web
backend web
  balance roundrobin
  option httpchk GET /readyz
  default-server check inter 500ms fall 2 rise 1
${webPorts.map((web, index) => `  server web${index + 1} 127.0.0.1:${web}`).join("\n")}
`,
  );
  await processes.start("haproxy", programs.haproxy, ["-f", path, "-db"]);
  await until("HAProxy", async () => (await fetch(`http://127.0.0.1:${statusPort}/haproxy`)).ok);
}
