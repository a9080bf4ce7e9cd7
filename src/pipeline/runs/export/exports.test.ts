import { strFromU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { crc32c } from "../../../core/binary/crc32c";
import { defaultExperiment } from "../../../experiment/experiment";
import { fakeRun } from "../../../testing/fake-views";
import { writeEventFile } from "./event-file";
import { mlflowFiles } from "./mlflow";
import { tensorboardFiles } from "./tensorboard";

const run = { ...fakeRun(3, defaultExperiment()), note: 'says "why": yes', tags: ["first try"] };
const exported = [{ summary: run, whole: run, file: Uint8Array.of(1, 2, 3) }];

/** Bodies of the records of a TFRecord file, both checksums checked. */
function records(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const masked = (crc: number) => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = Number(view.getBigUint64(at, true));
    const body = bytes.subarray(at + 12, at + 12 + length);
    expect(view.getUint32(at + 8, true)).toBe(masked(crc32c(bytes.subarray(at, at + 8))));
    expect(view.getUint32(at + 12 + length, true)).toBe(masked(crc32c(body)));
    found.push(body);
    at += 16 + length;
  }
  return found;
}

describe("writeEventFile(file)", () => {
  it("is the record that TensorBoard looks for first, byte by byte", () => {
    const bytes = writeEventFile({ wallTime: 1, scalars: [], hparams: {}, groupName: "", seconds: 0 });
    const [first] = records(bytes);
    // wall_time = 1.0 (field 1, fixed64), file_version (field 3, length 13)
    expect([...first.subarray(0, 11)]).toEqual([9, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x1a, 13]);
    expect(strFromU8(first.subarray(11))).toBe("brain.Event:2");
  });

  it("holds a record for each scalar beside the start and the end of the session", () => {
    const scalars = [{ tag: "final/test_rmse", step: 300, value: 0.5 }];
    const found = records(writeEventFile({ wallTime: 1, scalars, hparams: { a: 1 }, groupName: "g", seconds: 2 }));
    expect(found).toHaveLength(4);
    const scalar = found[2];
    // step = 300 as a varint, then the summary
    expect([...scalar.subarray(9, 13)]).toEqual([0x10, 0xac, 0x02, 0x2a]);
    expect(strFromU8(scalar, true)).toContain("final/test_rmse");
    // 0.5 as a float of field 2
    expect([...scalar].join(",")).toContain("21,0,0,0,63");
  });
});

describe("tensorboardFiles(runs)", () => {
  it("gives each run a folder with one event file", () => {
    const files = tensorboardFiles(exported);
    expect(Object.keys(files)).toEqual([expect.stringMatching(/^run-3-run-3\/events\.out\.tfevents\.\d+\.scorebook$/)]);
    expect(records(Object.values(files)[0]).length).toBeGreaterThan(run.history.points.length);
  });
});

describe("mlflowFiles(runs)", () => {
  const files = mlflowFiles(exported);
  const text = (ending: string) => strFromU8(files[Object.keys(files).find((path) => path.endsWith(ending))!]);

  it("lays a run out as MLflow's file store does", () => {
    const paths = Object.keys(files);
    expect(paths.filter((path) => /^mlruns\/\d{18}\/meta\.yaml$/.test(path))).toHaveLength(1);
    expect(paths.filter((path) => /^mlruns\/\d{18}\/[0-9a-f]{32}\/meta\.yaml$/.test(path))).toHaveLength(1);
    expect(paths.some((path) => path.endsWith("/artifacts/run-3.scorebook"))).toBe(true);
    expect(text("/tags/mlflow.note.content")).toBe('says "why": yes');
  });

  it("writes a metric as time, value and step", () => {
    expect(text("/metrics/test_rmse")).toBe(`${Date.parse(run.createdAt)} ${run.metrics.test.rmse.value} 0\n`);
  });

  it("leaves the model out where it is held back", () => {
    const held = mlflowFiles([{ summary: run, whole: run, file: null }]);
    expect(Object.keys(held).some((path) => path.endsWith(".scorebook"))).toBe(false);
  });
});
