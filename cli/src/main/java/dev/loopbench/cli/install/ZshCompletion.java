package dev.loopbench.cli.install;

import dev.loopbench.cli.install.Vocabulary.Command;
import dev.loopbench.cli.install.Vocabulary.Operand;
import dev.loopbench.cli.install.Vocabulary.Option;
import dev.loopbench.cli.install.Vocabulary.Value;
import dev.loopbench.cli.install.Vocabulary.Variant;

/** The completion script of zsh, with what each word means. Stateless. */
final class ZshCompletion {

    private ZshCompletion() {}

    static String script(Vocabulary vocabulary) {
        StringBuilder script = new StringBuilder();
        script.append(
                """
                #compdef loopbench
                # zsh completion for loopbench: kept as _loopbench in a folder of fpath, or read at
                # once with: source <(loopbench completion zsh)

                """);
        for (Command command : vocabulary.commands()) {
            command(script, command);
        }
        script.append(
                """
                _loopbench() {
                    local curcontext=$curcontext state line
                    typeset -A opt_args
                    local -a specs=(
                """);
        vocabulary.options().forEach(option -> option(script, option));
        script.append(
                """
                    )
                    _arguments -C -s -S $specs '1: :->command' '*:: :->rest'
                    case $state in
                        command)
                            local -a names=(
                """);
        for (Command command : vocabulary.commands()) {
            String described = escaped(command.name() + ":" + command.summary());
            script.append("                '%s'\n".formatted(described));
        }
        script.append(
                """
                            )
                            _describe -t commands command names
                            ;;
                        rest)
                            curcontext=${curcontext%:*}-$words[1]:
                            (( $+functions[_loopbench_$words[1]] )) && _loopbench_$words[1]
                            ;;
                    esac
                }

                # Loaded from a file of fpath this is the body of the function, else it only defines it.
                if [[ $funcstack[1] == _loopbench ]]; then
                    _loopbench "$@"
                else
                    compdef _loopbench loopbench
                fi
                """);
        return script.toString();
    }

    private static void command(StringBuilder script, Command command) {
        script.append("_loopbench_%s() {\n".formatted(command.name()))
                .append("    local -a specs=(\n");
        command.options().forEach(option -> option(script, option));
        script.append("    )\n");
        if (!command.variants().isEmpty()) {
            script.append("    local word\n    for word in $words; do\n        case $word in\n");
            for (Variant variant : command.variants()) {
                script.append("            %s)\n".formatted(variant.name()))
                        .append("                specs+=(\n");
                variant.options().forEach(option -> option(script, option));
                script.append("                )\n                break\n                ;;\n");
            }
            script.append("        esac\n    done\n");
        }
        script.append("    _arguments -s -S $specs");
        for (Operand operand : command.operands()) {
            script.append(" \\\n        '")
                    .append(operand.repeatable() ? "*:" : ":")
                    .append(escaped(operand(operand)))
                    .append('\'');
        }
        script.append("\n}\n\n");
    }

    private static String operand(Operand operand) {
        return colons(operand.value().label()) + ":" + action(operand.value());
    }

    private static void option(StringBuilder script, Option option) {
        String others = option.repeatable() ? "*" : "(" + String.join(" ", option.names()) + ")";
        for (String name : option.names()) {
            StringBuilder spec = new StringBuilder(others).append(name);
            if (option.takesValue()) {
                spec.append(name.startsWith("--") ? "=" : "+");
            }
            spec.append('[').append(brackets(option.description())).append(']');
            if (option.takesValue()) {
                spec.append(':').append(colons(option.value().label()));
                spec.append(':').append(action(option.value()));
            }
            script.append("        '%s'\n".formatted(escaped(spec.toString())));
        }
    }

    private static String action(Value value) {
        return switch (value.kind()) {
            case NONE, TEXT -> " ";
            case WORD -> "(" + String.join(" ", value.words()) + ")";
            case FILE -> "_files";
            case FOLDER -> "_files -/";
        };
    }

    private static String brackets(String text) {
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
    }

    private static String colons(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }

    /** Inside of single quotes. */
    private static String escaped(String text) {
        return text.replace("'", "'\\''");
    }
}
