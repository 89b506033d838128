package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A stretch of an operation's way, as cells name it. Immutable. */
enum OperationLeg {
    RESPONSE("operations", "no %s operation ended well"),
    WAIT("jobs", "no %s job waited"),
    SERVICE("jobs", "no %s job was served"),
    RETURN("jobs", "no %s job came back"),
    START("operations", "the load of %s has no intended starts of its own"),
    SEND("operations", "the load of %s does not tell sending apart from starting");

    private final String travellers;
    private final String missing;

    OperationLeg(String travellers, String missing) {
        this.travellers = travellers;
        this.missing = missing;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What goes this way, in the plural. */
    String travellers() {
        return travellers;
    }

    /** Why there is nothing to tell of operations of {@code kind}. */
    String missing(String kind) {
        return missing.formatted(kind);
    }

    @Nullable Histogram of(Operation operation) {
        return switch (this) {
            case RESPONSE -> operation.latency().response();
            case WAIT -> operation.legs().waitLeg();
            case SERVICE -> operation.legs().serviceLeg();
            case RETURN -> operation.legs().returnLeg();
            case START -> operation.latency().startDelay();
            case SEND -> operation.latency().fromSend();
        };
    }
}
