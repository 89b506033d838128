package dev.loopbench.cli.order;

import dev.loopbench.loopcore.order.OrderProgram;
import java.util.List;

/**
 * The programs of one document. Immutable.
 *
 * @param list whether the document holds a list of programs, be it of one, and not a program
 */
public record OrderDocument(List<OrderProgram> programs, boolean list) {

    public OrderDocument {
        programs = List.copyOf(programs);
    }

    /** Those of that name; none where no program has it. */
    public OrderDocument only(String name) {
        return new OrderDocument(
                programs.stream().filter(program -> program.name().equals(name)).toList(), list);
    }
}
