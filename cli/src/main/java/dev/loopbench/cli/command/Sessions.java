package dev.loopbench.cli.command;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.MeasurementSession;
import dev.loopbench.probes.session.Rendezvous;
import dev.loopbench.probes.session.SessionListener;
import dev.loopbench.probes.session.SessionPlan;

/** Port: opens what runs a plan. */
@FunctionalInterface
public interface Sessions {

    Session open(SessionPlan plan, SessionListener listener, Rendezvous rendezvous);

    /** Those that measure. */
    static Sessions measuring() {
        return (plan, listener, rendezvous) -> {
            MeasurementSession session = new MeasurementSession(plan, listener, rendezvous);
            return new Session() {
                @Override
                public Report run() throws WrongResultException, WorkloadException {
                    return session.run();
                }

                @Override
                public void interrupt() {
                    session.interrupt();
                }
            };
        };
    }

    /** One run, as {@link MeasurementSession} describes it. */
    interface Session {

        Report run() throws WrongResultException, WorkloadException;

        /** Thread-safe: ends the run soon. */
        void interrupt();
    }
}
