import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawDot, makeDot } from "./raster-points";
import type { Pixels, Rgb } from "./raster-points";

const BLUE: Rgb = [0, 0, 255];
const AMBER: Rgb = [200, 120, 0];

function picture(width: number, height: number): Pixels {
  return { data: new Uint8ClampedArray(width * height * 4), width, height };
}

function inked({ data }: Pixels): number {
  let sum = 0;
  for (let i = 3; i < data.length; i += 4) sum += data[i] / 255;
  return sum;
}

/** Where the ink lies, on average, from the left. */
function middle({ data, width }: Pixels): number {
  let [sum, weight] = [0, 0];
  for (let i = 0; i * 4 < data.length; i++) {
    sum += data[i * 4 + 3] * ((i % width) + 0.5);
    weight += data[i * 4 + 3];
  }
  return sum / weight;
}

describe("drawDot", () => {
  it("inks the area of a disc, or a square, wherever its centre lies", () => {
    const place = fc.double({ min: 12, max: 18, noNaN: true });
    fc.assert(
      fc.property(place, place, fc.double({ min: 1.8, max: 8, noNaN: true }), (x, y, radius) => {
        const disc = picture(30, 30);
        drawDot(disc, makeDot(radius, "disc"), x, y, BLUE, 1);
        expect(inked(disc) / (Math.PI * radius ** 2)).toBeCloseTo(1, 1);
        expect(Math.abs(middle(disc) - x)).toBeLessThan(0.2);
        const square = picture(30, 30);
        drawDot(square, makeDot(radius, "square"), x, y, BLUE, 1);
        expect(inked(square) / (2 * radius) ** 2).toBeCloseTo(1, 1);
      }),
    );
  });

  it("lets what is below through, as far as it is not opaque", () => {
    const pixels = picture(9, 9);
    const dot = makeDot(3, "square");
    const centre = () => [...pixels.data.subarray(4 * (4 * 9 + 4), 4 * (4 * 9 + 4) + 4)];
    drawDot(pixels, dot, 4.5, 4.5, BLUE, 0.5);
    expect(centre()).toEqual([0, 0, 255, 128]);
    drawDot(pixels, dot, 4.5, 4.5, BLUE, 0.5);
    expect(centre()).toEqual([0, 0, 255, 192]);
    drawDot(pixels, dot, 4.5, 4.5, AMBER, 1);
    expect(centre()).toEqual([200, 120, 0, 255]);
  });

  it("leaves out what lies outside the picture", () => {
    const pixels = picture(4, 4);
    const dot = makeDot(2, "disc");
    for (const [x, y] of [[-1, 2], [5, 2], [2, -9], [2, 40], [0, 0]]) drawDot(pixels, dot, x, y, BLUE, 1); // prettier-ignore
    expect(inked(pixels)).toBeGreaterThan(0);
    expect(pixels.data.length).toBe(64);
  });
});
