// AssemblyScript, compiled by `src/cli/build-kernels.ts`. What each function does is said in
// `src/core/models/mlp/kernels.ts`, whose plain form these are tested against. Pointers are bytes, strides are floats and multiples of
// 4, so that every row starts on a whole vector; padding holds zeros and stays zero.

function splat(pointer: usize): v128 {
  return v128.load_splat<f32>(pointer);
}

function madd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

export function sparseForward(
  indptr: usize,
  indices: usize,
  values: usize,
  rows: usize,
  count: i32,
  weights: usize,
  bias: usize,
  stride: i32,
  out: usize,
): void {
  const rowBytes: usize = (<usize>stride) << 2;
  for (let r: i32 = 0; r < count; r++) {
    const row: usize = (<usize>load<u32>(rows + ((<usize>r) << 2))) << 2;
    const from: usize = (<usize>load<u32>(indptr + row)) << 2;
    const to: usize = (<usize>load<u32>(indptr + row, 4)) << 2;
    const target = out + <usize>r * rowBytes;
    let o: usize = 0;
    // eight sums stay in registers while the entries pass by
    for (; o + 128 <= rowBytes; o += 128) {
      let s0 = v128.load(bias + o);
      let s1 = v128.load(bias + o, 16);
      let s2 = v128.load(bias + o, 32);
      let s3 = v128.load(bias + o, 48);
      let s4 = v128.load(bias + o, 64);
      let s5 = v128.load(bias + o, 80);
      let s6 = v128.load(bias + o, 96);
      let s7 = v128.load(bias + o, 112);
      for (let e: usize = from; e < to; e += 4) {
        const value = splat(values + e);
        const w = weights + <usize>load<u32>(indices + e) * rowBytes + o;
        s0 = madd(s0, value, v128.load(w));
        s1 = madd(s1, value, v128.load(w, 16));
        s2 = madd(s2, value, v128.load(w, 32));
        s3 = madd(s3, value, v128.load(w, 48));
        s4 = madd(s4, value, v128.load(w, 64));
        s5 = madd(s5, value, v128.load(w, 80));
        s6 = madd(s6, value, v128.load(w, 96));
        s7 = madd(s7, value, v128.load(w, 112));
      }
      v128.store(target + o, s0);
      v128.store(target + o, s1, 16);
      v128.store(target + o, s2, 32);
      v128.store(target + o, s3, 48);
      v128.store(target + o, s4, 64);
      v128.store(target + o, s5, 80);
      v128.store(target + o, s6, 96);
      v128.store(target + o, s7, 112);
    }
    for (; o < rowBytes; o += 16) {
      let s0 = v128.load(bias + o);
      for (let e: usize = from; e < to; e += 4) {
        s0 = madd(s0, splat(values + e), v128.load(weights + <usize>load<u32>(indices + e) * rowBytes + o));
      }
      v128.store(target + o, s0);
    }
  }
}

export function sparseWeightGradient(
  indptr: usize,
  indices: usize,
  values: usize,
  rows: usize,
  count: i32,
  delta: usize,
  stride: i32,
  gradient: usize,
): void {
  const rowBytes: usize = (<usize>stride) << 2;
  for (let r: i32 = 0; r < count; r++) {
    const row: usize = (<usize>load<u32>(rows + ((<usize>r) << 2))) << 2;
    const to: usize = (<usize>load<u32>(indptr + row, 4)) << 2;
    const source = delta + <usize>r * rowBytes;
    for (let e: usize = (<usize>load<u32>(indptr + row)) << 2; e < to; e += 4) {
      const value = splat(values + e);
      const target = gradient + <usize>load<u32>(indices + e) * rowBytes;
      for (let o: usize = 0; o < rowBytes; o += 16) {
        v128.store(target + o, madd(v128.load(target + o), value, v128.load(source + o)));
      }
    }
  }
}

export function denseForward(
  input: usize,
  inStride: i32,
  count: i32,
  weights: usize,
  bias: usize,
  outStride: i32,
  out: usize,
): void {
  const inBytes: usize = (<usize>inStride) << 2;
  const outBytes: usize = (<usize>outStride) << 2;
  for (let r: i32 = 0; r < count; r += 4) {
    const a0 = input + <usize>r * inBytes;
    const a1 = a0 + inBytes;
    const a2 = a1 + inBytes;
    const a3 = a2 + inBytes;
    const t0 = out + <usize>r * outBytes;
    const t1 = t0 + outBytes;
    const t2 = t1 + outBytes;
    const t3 = t2 + outBytes;
    let o: usize = 0;
    for (; o + 32 <= outBytes; o += 32) {
      const b0 = v128.load(bias + o);
      const b1 = v128.load(bias + o, 16);
      let s00 = b0;
      let s01 = b1;
      let s10 = b0;
      let s11 = b1;
      let s20 = b0;
      let s21 = b1;
      let s30 = b0;
      let s31 = b1;
      let w = weights + o;
      for (let i: usize = 0; i < inBytes; i += 4, w += outBytes) {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        let a = splat(a0 + i);
        s00 = madd(s00, a, w0);
        s01 = madd(s01, a, w1);
        a = splat(a1 + i);
        s10 = madd(s10, a, w0);
        s11 = madd(s11, a, w1);
        a = splat(a2 + i);
        s20 = madd(s20, a, w0);
        s21 = madd(s21, a, w1);
        a = splat(a3 + i);
        s30 = madd(s30, a, w0);
        s31 = madd(s31, a, w1);
      }
      v128.store(t0 + o, s00);
      v128.store(t0 + o, s01, 16);
      v128.store(t1 + o, s10);
      v128.store(t1 + o, s11, 16);
      v128.store(t2 + o, s20);
      v128.store(t2 + o, s21, 16);
      v128.store(t3 + o, s30);
      v128.store(t3 + o, s31, 16);
    }
    if (o < outBytes) {
      let s0 = v128.load(bias + o);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let w = weights + o;
      for (let i: usize = 0; i < inBytes; i += 4, w += outBytes) {
        const w0 = v128.load(w);
        s0 = madd(s0, splat(a0 + i), w0);
        s1 = madd(s1, splat(a1 + i), w0);
        s2 = madd(s2, splat(a2 + i), w0);
        s3 = madd(s3, splat(a3 + i), w0);
      }
      v128.store(t0 + o, s0);
      v128.store(t1 + o, s1);
      v128.store(t2 + o, s2);
      v128.store(t3 + o, s3);
    }
  }
}

export function denseWeightGradient(
  input: usize,
  inStride: i32,
  count: i32,
  delta: usize,
  outStride: i32,
  gradient: usize,
): void {
  const inBytes: usize = (<usize>inStride) << 2;
  const outBytes: usize = (<usize>outStride) << 2;
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < inBytes; i += 16) {
    const t0 = gradient + (i >> 2) * outBytes;
    const t1 = t0 + outBytes;
    const t2 = t1 + outBytes;
    const t3 = t2 + outBytes;
    let o: usize = 0;
    for (; o + 32 <= outBytes; o += 32) {
      let s00 = zero;
      let s01 = zero;
      let s10 = zero;
      let s11 = zero;
      let s20 = zero;
      let s21 = zero;
      let s30 = zero;
      let s31 = zero;
      let a = input + i;
      let d = delta + o;
      for (let r: i32 = 0; r < count; r++, a += inBytes, d += outBytes) {
        const d0 = v128.load(d);
        const d1 = v128.load(d, 16);
        let x = splat(a);
        s00 = madd(s00, x, d0);
        s01 = madd(s01, x, d1);
        x = splat(a + 4);
        s10 = madd(s10, x, d0);
        s11 = madd(s11, x, d1);
        x = splat(a + 8);
        s20 = madd(s20, x, d0);
        s21 = madd(s21, x, d1);
        x = splat(a + 12);
        s30 = madd(s30, x, d0);
        s31 = madd(s31, x, d1);
      }
      v128.store(t0 + o, s00);
      v128.store(t0 + o, s01, 16);
      v128.store(t1 + o, s10);
      v128.store(t1 + o, s11, 16);
      v128.store(t2 + o, s20);
      v128.store(t2 + o, s21, 16);
      v128.store(t3 + o, s30);
      v128.store(t3 + o, s31, 16);
    }
    if (o < outBytes) {
      let s0 = zero;
      let s1 = zero;
      let s2 = zero;
      let s3 = zero;
      let a = input + i;
      let d = delta + o;
      for (let r: i32 = 0; r < count; r++, a += inBytes, d += outBytes) {
        const d0 = v128.load(d);
        s0 = madd(s0, splat(a), d0);
        s1 = madd(s1, splat(a + 4), d0);
        s2 = madd(s2, splat(a + 8), d0);
        s3 = madd(s3, splat(a + 12), d0);
      }
      v128.store(t0 + o, s0);
      v128.store(t1 + o, s1);
      v128.store(t2 + o, s2);
      v128.store(t3 + o, s3);
    }
  }
}

export function columnSums(matrix: usize, count: i32, stride: i32, out: usize): void {
  const rowBytes: usize = (<usize>stride) << 2;
  for (let o: usize = 0; o < rowBytes; o += 16) {
    let sum = f32x4.splat(0);
    let at = matrix + o;
    for (let r: i32 = 0; r < count; r++, at += rowBytes) sum = f32x4.add(sum, v128.load(at));
    v128.store(out + o, sum);
  }
}

export function transpose(matrix: usize, rows: i32, columns: i32, out: usize): void {
  for (let i: i32 = 0; i < rows; i++) {
    for (let j: i32 = 0; j < columns; j++) {
      store<f32>(
        out + ((<usize>j * <usize>rows + <usize>i) << 2),
        load<f32>(matrix + ((<usize>i * <usize>columns + <usize>j) << 2)),
      );
    }
  }
}

export function adam(
  weights: usize,
  gradient: usize,
  first: usize,
  second: usize,
  length: i32,
  decay: f32,
  rate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
): void {
  const l2 = f32x4.splat(decay);
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const c1 = f32x4.splat(<f32>1 - beta1);
  const c2 = f32x4.splat(<f32>1 - beta2);
  const step = f32x4.splat(rate);
  const eps = f32x4.splat(epsilon);
  const zero = f32x4.splat(0);
  const bytes: usize = (<usize>length) << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    const w = v128.load(weights + i);
    const g = madd(v128.load(gradient + i), l2, w);
    const m = f32x4.add(f32x4.mul(b1, v128.load(first + i)), f32x4.mul(c1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(second + i)), f32x4.mul(c2, f32x4.mul(g, g)));
    v128.store(first + i, m);
    v128.store(second + i, v);
    v128.store(weights + i, f32x4.sub(w, f32x4.div(f32x4.mul(step, m), f32x4.add(f32x4.sqrt(v), eps))));
    v128.store(gradient + i, zero);
  }
}

export function nesterov(
  weights: usize,
  gradient: usize,
  velocity: usize,
  length: i32,
  decay: f32,
  rate: f32,
  momentum: f32,
): void {
  const l2 = f32x4.splat(decay);
  const mu = f32x4.splat(momentum);
  const step = f32x4.splat(rate);
  const zero = f32x4.splat(0);
  const bytes: usize = (<usize>length) << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    const w = v128.load(weights + i);
    const g = f32x4.mul(step, madd(v128.load(gradient + i), l2, w));
    const u = f32x4.sub(f32x4.mul(mu, v128.load(velocity + i)), g);
    v128.store(velocity + i, u);
    v128.store(weights + i, f32x4.add(w, f32x4.sub(f32x4.mul(mu, u), g)));
    v128.store(gradient + i, zero);
  }
}
