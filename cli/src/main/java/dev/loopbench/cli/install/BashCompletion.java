package dev.loopbench.cli.install;

import dev.loopbench.cli.install.Vocabulary.Command;
import dev.loopbench.cli.install.Vocabulary.Operand;
import dev.loopbench.cli.install.Vocabulary.Option;
import dev.loopbench.cli.install.Vocabulary.Value;
import dev.loopbench.cli.install.Vocabulary.Variant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The completion script of bash, from 3.2 on, which macOS has. Stateless.
 *
 * <p>It needs nothing of the bash-completion package: bash breaks words at equals signs, which is
 * all that would help with.
 */
final class BashCompletion {

    /** Finds out where the cursor is; what can be there is in the two functions before it. */
    private static final String BODY =
            """
            _loopbench() {
                local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
                local command= variant= value= word i options valued words=
                if [[ $cur == '=' ]]; then
                    cur=
                elif [[ $prev == '=' ]]; then
                    prev=${COMP_WORDS[COMP_CWORD - 2]}
                    [[ $prev == -* ]] || prev=--  # FORMAT=FILE: a file is next
                fi
                COMPREPLY=()
                _loopbench_options
                for ((i = 1; i < COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    if [[ $word == '=' ]]; then
                        value=$word
                    elif [[ -n $value ]]; then
                        value=
                    elif [[ $word == -- ]]; then
                        return
                    elif [[ $word == -* ]]; then
                        case " $valued " in *" $word "*) value=$word ;; esac
                    elif [[ -z $command ]]; then
                        command=$word
                        _loopbench_options
                    elif [[ -z $variant ]]; then
                        variant=$word
                        _loopbench_options
                    fi
                done
                if [[ $prev == -- ]]; then
                    return
                elif [[ " $valued " == *" $prev "* ]]; then
                    _loopbench_words "$prev"
                elif [[ $cur == -* ]]; then
                    words=$options
                else
                    _loopbench_words ''
                fi
                COMPREPLY=($(compgen -W "$words" -- "$cur"))
            }

            # Where there is no word to offer, bash offers files.
            complete -o bashdefault -o default -F _loopbench loopbench ./loopbench
            """;

    private BashCompletion() {}

    static String script(Vocabulary vocabulary) {
        StringBuilder script = new StringBuilder();
        script.append(
                """
                # bash completion for loopbench: kept in a file of the folder that bash-completion
                # reads, or read at once with: source <(loopbench completion bash)

                # The options of the command, and those that a value follows.
                _loopbench_options() {
                    case $command in
                """);
        options(script, "''", vocabulary.options());
        for (Command command : vocabulary.commands()) {
            options(script, command.name(), command.options().toList());
        }
        script.append("        *) options= valued= ;;\n    esac\n");
        script.append("    case $command,$variant in\n");
        for (Command command : vocabulary.commands()) {
            for (Variant variant : command.variants()) {
                more(script, command.name() + "," + variant.name(), variant.options());
            }
        }
        script.append(
                """
                    esac
                }

                # The words that can stand behind the option $1, or without one as an operand.
                _loopbench_words() {
                    case $command,$variant,$1 in
                """);
        words(script, ",,", vocabulary.commands().stream().map(Command::name).toList());
        for (Command command : vocabulary.commands()) {
            for (Variant variant : command.variants()) {
                values(script, command.name() + "," + variant.name(), variant.options());
            }
            values(script, command.name() + ",*", command.options().toList());
            for (Operand operand : command.operands()) {
                String place = operand.repeatable() ? ",*," : ",,";
                words(script, command.name() + place, operand.value().words());
            }
        }
        return script.append("    esac\n}\n\n").append(BODY).toString();
    }

    private static void options(StringBuilder script, String pattern, List<Option> options) {
        script.append("        %s)\n".formatted(pattern))
                .append("            options='%s'\n".formatted(names(options.stream())))
                .append("            valued='%s'\n".formatted(names(valued(options))))
                .append("            ;;\n");
    }

    private static void more(StringBuilder script, String pattern, List<Option> options) {
        if (!options.isEmpty()) {
            script.append("        %s)\n".formatted(pattern))
                    .append("            options+=' %s'\n".formatted(names(options.stream())))
                    .append("            valued+=' %s'\n".formatted(names(valued(options))))
                    .append("            ;;\n");
        }
    }

    private static void values(StringBuilder script, String place, List<Option> options) {
        for (Option option : options) {
            for (String name : option.names()) {
                words(script, place + "," + name, option.value().words());
            }
        }
    }

    private static void words(StringBuilder script, String pattern, List<String> words) {
        if (!words.isEmpty()) {
            script.append(
                    "        %s) words='%s' ;;\n".formatted(pattern, String.join(" ", words)));
        }
    }

    private static Stream<Option> valued(List<Option> options) {
        return options.stream().filter(option -> option.value().kind() != Value.Kind.NONE);
    }

    private static String names(Stream<Option> options) {
        return String.join(" ", options.flatMap(option -> option.names().stream()).toList());
    }
}
