package dev.loopbench.cli;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.Rendezvous;
import dev.loopbench.probes.session.SessionListener;
import dev.loopbench.probes.session.SessionPlan;
import java.util.ArrayList;
import java.util.List;

/** Sessions that measure nothing and end as the test says; keeps the plans. */
final class FakeSessions implements Sessions {

    /** What happens in a session. */
    @FunctionalInterface
    interface Course {
        Report run(SessionListener listener) throws WorkloadException, WrongResultException;
    }

    private final Course course;
    private final List<SessionPlan> plans = new ArrayList<>();

    private FakeSessions(Course course) {
        this.course = course;
    }

    static FakeSessions running(Course course) {
        return new FakeSessions(course);
    }

    static FakeSessions reporting(Report report) {
        return new FakeSessions(listener -> report);
    }

    /** For commands that run nothing. */
    static FakeSessions none() {
        return new FakeSessions(
                listener -> {
                    throw new IllegalStateException("nothing was to be run");
                });
    }

    List<SessionPlan> plans() {
        return plans;
    }

    @Override
    public Session open(SessionPlan plan, SessionListener listener, Rendezvous rendezvous) {
        plans.add(plan);
        return new Session() {
            @Override
            public Report run() throws WorkloadException, WrongResultException {
                return course.run(listener);
            }

            @Override
            public void interrupt() {}
        };
    }
}
