package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.console.ProgressLine;
import dev.loopbench.cli.console.ShutdownGuard;
import dev.loopbench.cli.gate.measure.CampaignProgress;
import dev.loopbench.cli.gate.measure.PartialDocument;
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

    private final Console console;
    private final RunOutputs outputs;

    ProofExecution(Console console, RunOutputs outputs) {
        this.console = console;
        this.outputs = outputs;
    }

    ExitCode run(Proof.Campaigns campaigns, List<String> injections, int rounds)
            throws UsageException, IOException {
        ProgressLine progress = ProgressLine.on(console);
        PartialDocument partial =
                new PartialDocument(outputs.json(), sentence -> outputs.note(console, sentence));
        Proof proof = new Proof(campaigns, new Following(progress, partial));
        ShutdownGuard guard = ShutdownGuard.arm(proof::interrupt);
        try {
            ProofResult result;
            try (progress) {
                result = proof.run(injections, rounds);
            }
            new Delivery(console, outputs)
                    .write(
                            format -> ProofJson.document(result),
                            style -> new ProofText(style).of(result));
            partial.remove();
            return code(result);
        } finally {
            guard.release();
        }
    }

    /** Shows how it goes on, and keeps what there is. */
    private final class Following implements Proof.Listener {

        private final ProgressLine progress;
        private final PartialDocument partial;
        private String campaign = "";
        private boolean waits;

        Following(ProgressLine progress, PartialDocument partial) {
            this.progress = progress;
            this.partial = partial;
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
            if (!console.redraws(Channel.ERR)) {
                outputs.note(console, line);
            } else if (!outputs.quiet()) {
                progress.show(line);
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
            if (!waits || console.redraws(Channel.ERR)) {
                show(CampaignProgress.waitingText(reason, mostNanos));
            }
            waits = true;
        }

        @Override
        public void counted(ProofResult soFar) {
            partial.write(() -> ProofJson.document(soFar));
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
