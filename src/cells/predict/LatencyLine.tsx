import { useStore } from "zustand";
import { formatLatency } from "../../ui/format";
import { latencyStore, latencyWords, quantile } from "./latencies";

/** How long the last hundred predictions took, text to score. */
export function LatencyLine({ label = "Latency" }: { readonly label?: string }) {
  const samples = useStore(latencyStore, (state) => state.samplesMs);
  if (samples.length === 0) return null;
  return (
    <section className="live-part" aria-label={label}>
      <h3>
        Latency <span>this one {formatLatency(samples[samples.length - 1])}</span>
      </h3>
      <div className="live-latency">
        <p title={`Of the last ${samples.length} predictions, text to score`}>
          {latencyWords([0.5, 0.95, 0.99].map((share) => quantile(samples, share)))}
        </p>
        <Sparkline samples={samples} />
      </div>
    </section>
  );
}

const WIDTH = 96;
const HEIGHT = 24;

function Sparkline({ samples }: { readonly samples: readonly number[] }) {
  const top = Math.max(...samples) || 1;
  const x = (index: number) => 2 + (samples.length === 1 ? 0.5 : index / (samples.length - 1)) * (WIDTH - 5);
  const y = (value: number) => HEIGHT - 3 - (value / top) * (HEIGHT - 6);
  const path = samples
    .map((value, index) => `${index === 0 ? "M" : "L"}${x(index).toFixed(1)},${y(value).toFixed(1)}`)
    .join("");
  const last = samples.length - 1;
  return (
    <svg className="live-spark" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path d={path} />
      <circle cx={x(last)} cy={y(samples[last])} r={2.2} />
    </svg>
  );
}
