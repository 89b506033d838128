package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.gate.measure.CampaignProgress;
import dev.loopbench.cli.gate.study.Proof;
import dev.loopbench.cli.gate.study.ProofJson;
import dev.loopbench.cli.gate.study.ProofResult;
import dev.loopbench.cli.gate.study.ProofText;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Stage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries a gate out and delivers what that came to. Confined to the main thread. */
final class ProofExecution {

    private final Outputs outputs;

    ProofExecution(Outputs outputs) {
        this.outputs = outputs;
    }

    ExitCode run(Proof.Campaigns campaigns, List<String> injections, int rounds)
            throws UsageException, IOException {
        try (Execution execution = Execution.keepingPartial(outputs)) {
            Proof proof = new Proof(campaigns, new Following(execution));
            execution.onInterrupt(proof::interrupt);
            ProofResult result = proof.run(injections, rounds);
            execution.deliver(
                    format -> ProofJson.document(result), style -> new ProofText(style).of(result));
            return code(result);
        }
    }

    /** Shows how it goes on, and keeps what there is. */
    private final class Following implements Proof.Listener {

        private final Execution execution;
        private String campaign = "";
        private boolean waits;

        Following(Execution execution) {
            this.execution = execution;
        }

        @Override
        public void next(@Nullable String injected, int done, int total) {
            campaign =
                    "campaign %d of %d: %s"
                            .formatted(
                                    done + 1,
                                    total,
                                    injected == null ? "nothing changed" : injected);
            waits = false;
            show(campaign);
        }

        private void show(String line) {
            if (execution.draws()) {
                execution.show(line);
            } else {
                outputs.note(line);
            }
        }

        @Override
        public void begins(Stage stage, int done, int ahead, long aheadNanos) {
            if (waits) {
                waits = false;
                show(campaign);
            }
        }

        @Override
        public void waiting(String reason, long mostNanos) {
            if (!waits || execution.draws()) {
                show(CampaignProgress.waitingText(reason, mostNanos));
            }
            waits = true;
        }

        @Override
        public void counted(ProofResult soFar) {
            execution.partial().write(() -> ProofJson.document(soFar));
        }
    }

    private static ExitCode code(ProofResult result) {
        Comparison.Outcome failure = result.failure();
        if (failure != null) {
            return failure.kind() == OutcomeKind.WRONG_RESULT
                    ? ExitCode.WRONG_RESULT
                    : ExitCode.FAILED;
        }
        if (!result.complete()) {
            return ExitCode.INTERRUPTED;
        }
        if (result.passes()) {
            return ExitCode.OK;
        }
        return result.isRefused() ? ExitCode.TOO_NOISY : ExitCode.FAILED;
    }
}
