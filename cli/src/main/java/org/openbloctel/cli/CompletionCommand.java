package org.openbloctel.cli;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code bloctel completion}: prints a script that completes commands, options and file names in bash and, through its
 * {@code bashcompinit}, in zsh.
 */
final class CompletionCommand extends Command {
    private final Terminal terminal;
    private final Supplier<List<Command>> commands;

    CompletionCommand(Terminal terminal, Supplier<List<Command>> commands) {
        super("completion", "");
        this.terminal = terminal;
        this.commands = commands;
    }

    @Override
    int run(Arguments arguments) {
        PrintStream out = terminal.out();
        out.println("# bash: source <(bloctel completion); zsh: the same, in ~/.zshrc");
        out.println("[ -z \"$ZSH_VERSION\" ] || { autoload -U +X bashcompinit && bashcompinit; }");
        out.println("_bloctel() {");
        out.println("    local word=${COMP_WORDS[COMP_CWORD]} said=\" ${COMP_WORDS[*]:1:COMP_CWORD-1} \" words");
        out.println("    case \"$said\" in");
        for (Command command : commands.get()) {
            StringBuilder words = new StringBuilder();
            command.options()
                    .forEach(option -> words.append("--").append(option.name()).append(' '));
            out.println("    \" " + command.name() + " \"*) words=\"" + words + "--help --lang\" ;;");
        }
        out.println("    \" list \"*) words=\"build info change\" ;;");
        Set<String> first = new LinkedHashSet<>();
        commands.get().forEach(command -> first.add(command.name().split(" ", -1)[0]));
        out.println("    *) words=\"" + String.join(" ", first) + " help version --help --version --lang\" ;;");
        out.println("    esac");
        out.println("    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))");
        out.println("    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$word\"))");
        out.println("}");
        out.println("complete -o filenames -F _bloctel bloctel");
        return ExitCode.DONE;
    }
}
