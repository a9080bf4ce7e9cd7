import { expose, wrap } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter";
import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { DataError, isDataError } from "../core/errors";
import { abortError, installWireErrors, toWireError } from "./wire-errors";

describe("installWireErrors", () => {
  const ports: { close(): void }[] = [];
  afterEach(() => ports.splice(0).forEach((port) => port.close()));

  function channel(thrown: unknown) {
    installWireErrors();
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    expose(
      {
        fail(): void {
          throw thrown;
        },
      },
      nodeEndpoint(port1 as never),
    );
    return wrap<{ fail(): void }>(nodeEndpoint(port2 as never));
  }

  it("brings code and details of a DataError to the other side", async () => {
    const thrown = new DataError("missing-column", "no column x", { column: "x" });
    const caught = await channel(thrown)
      .fail()
      .then(
        () => null,
        (error: unknown) => error,
      );
    expect(isDataError(caught, "missing-column")).toBe(true);
    expect(caught).toMatchObject({ message: "no column x", details: { column: "x" } });
    expect(caught).toBeInstanceOf(Error);
  });

  it("keeps the name of an abort", async () => {
    await expect(channel(abortError()).fail()).rejects.toMatchObject({ name: "AbortError" });
  });

  it("carries a thrown text", async () => {
    await expect(channel("plain").fail()).rejects.toMatchObject({ message: "plain" });
  });
});

describe("toWireError", () => {
  it("leaves out what an error does not have", () => {
    expect(Object.keys(toWireError(new Error("x"))).sort()).toEqual(["message", "name", "stack"]);
  });
});
