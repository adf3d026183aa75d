/** Starts the real server on a free port and a data folder of its own, and stops it again. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const administrator = { email: "admin@placet.test", password: "a long enough word" };

type Options = {
  /** RFC 3339; the server's clock shows it at the start and goes on from there. */
  clock?: string;
  demo?: boolean;
  /** Go on with the data of an earlier server. */
  folder?: string;
  /** Reference data in the form of a case file's `fixture`, instead of what the release ships. */
  reference?: unknown;
};

function binary(): string {
  const named = process.env.PLACET_BINARY ?? resolve(import.meta.dirname, "../../target/debug/placet");
  if (!existsSync(named))
    throw new Error(`${named} is not there: run make end-to-end, or name PLACET_BINARY`);
  return named;
}

export class Placet {
  private constructor(
    readonly url: string,
    readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  static async start({ clock, demo = false, folder, reference }: Options = {}): Promise<Placet> {
    const data = folder ?? mkdtempSync(join(tmpdir(), "placet-e2e-"));
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      PLACET_DATA_DIR: data,
      PLACET_LISTEN: "127.0.0.1:0",
      PLACET_DEMO: demo ? "1" : "0",
      RUST_LOG: "warn",
    };
    if (!demo) {
      env.PLACET_ADMIN_EMAIL = administrator.email;
      env.PLACET_ADMIN_PASSWORD = administrator.password;
    }
    if (clock !== undefined) env.PLACET_CLOCK = clock;
    if (reference !== undefined) {
      env.PLACET_REFERENCE = join(data, "reference.json");
      writeFileSync(env.PLACET_REFERENCE, JSON.stringify(reference));
    }
    // The pages of a folder instead of those in the binary, to try a build without compiling the server.
    if (process.env.PLACET_WEB_DIR !== undefined) env.PLACET_WEB_DIR = process.env.PLACET_WEB_DIR;
    const child = spawn(binary(), ["serve"], { env, cwd: data, stdio: ["ignore", "pipe", "inherit"] });
    const url = await addressOf(child);
    return new Placet(url, data, child);
  }

  /** Ends the process: gracefully, or as a power cut would. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill(signal);
    await ended;
  }

  async stopAndForget(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let printed = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /listens on (http:\/\/\S+)/.exec(printed);
      if (address?.[1] !== undefined) found(address[1]);
    });
    child.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${printed}`)));
  });
}
