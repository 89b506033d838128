package dev.loopbench.probes.memory;

import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.probes.result.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much memory operations under way hold, in all and by kind, counted at every change.
 *
 * <p>Confined to the loop thread, but for {@link #heldBytes}, which any thread may read; results
 * are read after {@link #close}. Recording allocates nothing but for the first operation of a kind
 * that was not announced.
 */
public final class HeldProbe implements OperationObserver {

    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(HeldProbe.class, "heldBytes", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final List<String> kinds = new ArrayList<>();
    private long[] bytes = new long[0];
    private long[] peaks = new long[0];
    private long heldBytes;
    private long peakBytes;
    private long peakAtNanos;
    private long endBytes;
    private long openedNanos;

    /**
     * @param kinds of the operations to expect
     */
    public HeldProbe(List<String> kinds) {
        kinds.forEach(this::add);
    }

    /** Starts a window; what is held stays so. */
    public void open(long nowNanos) {
        System.arraycopy(bytes, 0, peaks, 0, bytes.length);
        openedNanos = nowNanos;
        peakAtNanos = nowNanos;
        peakBytes = heldBytes;
    }

    /** Ends the window; what comes later changes its peaks no more, if it is read before. */
    public void close() {
        endBytes = heldBytes;
    }

    @Override
    public void held(String kind, long changeBytes, long nowNanos) {
        int index = kinds.indexOf(kind);
        if (index < 0) {
            index = add(kind);
        }
        bytes[index] += changeBytes;
        peaks[index] = Math.max(peaks[index], bytes[index]);
        HELD.setOpaque(this, heldBytes + changeBytes);
        if (heldBytes > peakBytes) {
            peakBytes = heldBytes;
            peakAtNanos = nowNanos;
        }
    }

    /** Now. */
    public long heldBytes() {
        return (long) HELD.getOpaque(this);
    }

    /** The closed window as reports tell it. */
    public Memory.Held held() {
        List<Memory.Kind> holding = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            if (peaks[i] > 0) {
                holding.add(new Memory.Kind(kinds.get(i), peaks[i]));
            }
        }
        Long at = peakBytes > 0 ? (Long) (peakAtNanos - openedNanos) : null;
        return new Memory.Held(peakBytes, at, endBytes, List.copyOf(holding));
    }

    private int add(String kind) {
        kinds.add(kind);
        bytes = Arrays.copyOf(bytes, kinds.size());
        peaks = Arrays.copyOf(peaks, kinds.size());
        return kinds.size() - 1;
    }
}
