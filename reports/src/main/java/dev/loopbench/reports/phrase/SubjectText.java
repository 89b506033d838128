package dev.loopbench.reports.phrase;

import dev.loopbench.probes.result.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was looked at: {@code Node 24.1.0}, {@code process 4711}, {@code its trace}. Stateless. */
public final class SubjectText {

    private SubjectText() {}

    /** Whether it is a program of its own, which says more of the run than our configuration. */
    public static boolean isProgram(@Nullable Subject subject) {
        return subject != null && subject.hasProgram();
    }

    /** Nothing of a loop of loopbench. */
    public static List<String> of(@Nullable Subject subject) {
        List<String> texts = new ArrayList<>();
        if (subject == null || subject.kind() == Subject.Kind.LOOPBENCH) {
            return texts;
        }
        String name = subject.kind() == Subject.Kind.NODE ? "Node" : "another program";
        texts.add(subject.version() == null ? name : name + " " + subject.version());
        if (subject.script() != null) {
            texts.add(subject.script());
        }
        if (subject.processId() != null) {
            texts.add("process " + subject.processId());
        }
        switch (subject.how()) {
            case LAUNCHED -> texts.add("started to be looked at");
            case ATTACHED -> texts.add("looked into while it ran");
            case TRACE -> texts.add("by its trace");
            case RUN, UNKNOWN -> {}
        }
        return texts;
    }
}
