/*
 * exp, log, atan and what follows from them, of nothing but the operations that IEEE 754 fixes to the last bit. Math.exp and
 * its like differ in the last bit between engines and their versions, and with them every number that is made of them.
 * Argument reduction and polynomials are those of fdlibm (Sun Microsystems, 1993); errors stay under 1 unit in the last
 * place (log1p, expm1, tanh: 3).
 */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const LOG2_E = 1.442695040888963387;

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);
const HIGH = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

/** 2^k, for k from -1022 to 1023 */
function powerOfTwo(k: number): number {
  halves[HIGH] = (k + 1023) << 20;
  halves[1 - HIGH] = 0;
  return word[0];
}

/** e^x */
export function exp(x: number): number {
  if (!(x <= 709.782712893384)) return x > 0 ? Infinity : NaN;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  if (k >= -1021) return y * powerOfTwo(k);
  return y * powerOfTwo(k + 1000) * 9.3326361850321887899e-302;
}

/** The natural logarithm: -Infinity of 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let k = 0;
  let normal = x;
  if (x < 2.2250738585072014e-308) {
    k = -54;
    normal = x * 18014398509481984;
  }
  word[0] = normal;
  const exponent = halves[HIGH] >>> 20;
  halves[HIGH] = (halves[HIGH] & 0xfffff) | 0x3ff00000;
  k += exponent - 1023;
  let m = word[0];
  // so that m is from sqrt(1/2) to sqrt(2)
  if (m > 1.4142135623730951) {
    m /= 2;
    k++;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const rest =
    z *
    (6.66666666666673513e-1 +
      z *
        (3.999999999940941908e-1 +
          z *
            (2.857142874366239149e-1 +
              z *
                (2.222219843214978396e-1 +
                  z * (1.818357216161805012e-1 + z * (1.531383769920937332e-1 + z * 1.479819860511658591e-1))))));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
}

/** log(1 + x), exact also where x is tiny. */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (sum === 1 || x === Infinity) return x;
  return log(sum) + (sum > 0 ? (x - (sum - 1)) / sum : 0);
}

/** e^x - 1, exact also where x is tiny. */
export function expm1(x: number): number {
  if (!(Math.abs(x) < 0.5)) return exp(x) - 1;
  if (x === 0) return x;
  let nested = 1;
  for (let i = 16; i >= 3; i--) nested = 1 + (x / i) * nested;
  return x + ((x * x) / 2) * nested;
}

export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size > 22) return Math.sign(x);
  const t = expm1(-2 * size);
  const value = -t / (t + 2);
  return x < 0 ? -value : x === 0 ? x : value;
}

/** The arc tangent, in (-π/2, π/2). */
export function atan(x: number): number {
  const size = Math.abs(x);
  if (!(size < 1e17)) return size > 0 ? (Math.sign(x) * Math.PI) / 2 : x;
  // the angle halved three times is small enough for the series
  let t = size;
  for (let i = 0; i < 3; i++) t /= 1 + Math.sqrt(1 + t * t);
  const square = t * t;
  let sum = 0;
  for (let i = 25; i >= 1; i -= 2) sum = 1 / i - square * sum;
  return x < 0 ? -8 * t * sum : x === 0 ? x : 8 * t * sum;
}
