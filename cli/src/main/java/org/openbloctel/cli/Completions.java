package org.openbloctel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Scripts that complete commands, options and file names in bash, zsh and fish, made from what the commands declare. */
final class Completions {
    private static final List<String> ALWAYS = List.of("--help", "--lang");

    private final Messages messages;
    private final List<Command> commands;
    /** The second words of commands of two, by the first. */
    private final Map<String, List<Command>> groups = new LinkedHashMap<>();
    /** First words, with what they do. */
    private final Map<String, String> first = new LinkedHashMap<>();

    Completions(Messages messages, List<Command> commands) {
        this.messages = messages;
        this.commands = commands;
        for (Command command : commands) {
            String[] words = command.name().split(" ", -1);
            if (words.length > 1) {
                groups.computeIfAbsent(words[0], group -> new ArrayList<>()).add(command);
            }
            first.putIfAbsent(words[0], text(command.name() + ".about"));
        }
        groups.forEach((word, group) ->
                first.put(word, group.stream().map(Completions::second).collect(Collectors.joining(", "))));
        first.put("help", text("help.of-command"));
        first.put("version", text("help.version"));
    }

    String bash() {
        StringBuilder out = new StringBuilder("""
                # bash: source <(bloctel completion); zsh and fish have scripts of their own: bloctel completion --shell zsh
                _bloctel() {
                    local word=${COMP_WORDS[COMP_CWORD]} said=" ${COMP_WORDS[*]:1:COMP_CWORD-1} " words
                    case "$said" in
                """);
        for (Command command : commands) {
            List<String> words = new ArrayList<>();
            command.options().forEach(option -> words.add("--" + option.name()));
            words.addAll(ALWAYS);
            out.append("        \" %s \"*) words=\"%s\" ;;\n".formatted(command.name(), String.join(" ", words)));
        }
        groups.forEach((word, group) -> out.append("        \" %s \"*) words=\"%s\" ;;\n"
                .formatted(word, group.stream().map(Completions::second).collect(Collectors.joining(" ")))));
        return out + """
                        " help "*) words="%1$s" ;;
                        *) words="%1$s --help --version --lang" ;;
                    esac
                    COMPREPLY=($(compgen -W "$words" -- "$word"))
                    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word"))
                }
                complete -o filenames -F _bloctel bloctel
                """.formatted(String.join(" ", first.keySet()));
    }

    String zsh() {
        StringBuilder out = new StringBuilder("""
                #compdef bloctel
                # A file _bloctel in a folder of $fpath, or: source <(bloctel completion --shell zsh)
                _bloctel() {
                    local said=" ${(j: :)words[2,CURRENT-1]} "
                    local -a known
                    case "$said" in
                """);
        for (Command command : commands) {
            Map<String, String> options = new LinkedHashMap<>();
            command.options().forEach(option -> options.put("--" + option.name(), about(command, option)));
            options.put("--help", text("help.help"));
            options.put("--lang", text("help.lang"));
            out.append("        \" %s \"*) known=(%s) ;;\n".formatted(command.name(), described(options)));
        }
        groups.forEach((word, group) -> out.append("        \" %s \"*) known=(%s) ;;\n"
                .formatted(
                        word,
                        described(group.stream()
                                .collect(Collectors.toMap(
                                        Completions::second,
                                        command -> text(command.name() + ".about"),
                                        (one, other) -> one,
                                        LinkedHashMap::new))))));
        return out + """
                        *) known=(%s) ;;
                    esac
                    _describe -o bloctel known
                    [[ "$said" = "  " || "$PREFIX" = -* ]] || _files
                }
                if [ "$funcstack[1]" = _bloctel ]; then _bloctel "$@"; else compdef _bloctel bloctel; fi
                """.formatted(described(first));
    }

    String fish() {
        StringBuilder out = new StringBuilder("# fish: bloctel completion --shell fish | source\n");
        first.forEach((word, about) -> out.append(
                "complete -c bloctel -f -n __fish_use_subcommand -a %s -d %s\n".formatted(word, quoted(about))));
        out.append("complete -c bloctel -f -n '__fish_seen_subcommand_from help' -a %s\n"
                .formatted(quoted(String.join(" ", first.keySet()))));
        groups.forEach((word, group) -> {
            String names = group.stream().map(Completions::second).collect(Collectors.joining(" "));
            group.forEach(command -> out.append(
                    "complete -c bloctel -f -n '__fish_seen_subcommand_from %s; and not __fish_seen_subcommand_from %s' -a %s -d %s\n"
                            .formatted(word, names, second(command), quoted(text(command.name() + ".about")))));
        });
        for (Command command : commands) {
            String seen =
                    "__fish_seen_subcommand_from " + command.name().replace(" ", "; and __fish_seen_subcommand_from ");
            command.options()
                    .forEach(option -> out.append("complete -c bloctel -n '%s' -l %s%s%s -d %s\n"
                            .formatted(
                                    seen,
                                    option.name(),
                                    option.letter() == null ? "" : " -s " + option.letter(),
                                    option.value().isEmpty() ? "" : " -r",
                                    quoted(about(command, option)))));
        }
        return out + """
                complete -c bloctel -l help -s h -d %s
                complete -c bloctel -l lang -x -a 'fr en' -d %s
                complete -c bloctel -n __fish_use_subcommand -l version -s V -d %s
                """.formatted(quoted(text("help.help")), quoted(text("help.lang")), quoted(text("help.version")));
    }

    private static String second(Command command) {
        return command.name().substring(command.name().indexOf(' ') + 1);
    }

    private String about(Command command, OptionSpec option) {
        return text(command.name() + "." + option.name());
    }

    /** The first sentence: shells show one line. */
    private String text(String key) {
        return messages.get(key).split("(?<=[.]) ", 2)[0];
    }

    private static String described(Map<String, String> words) {
        StringJoiner joined = new StringJoiner(" ");
        words.forEach((word, about) -> joined.add(quoted(word + ":" + about.replace(":", "\\:"))));
        return joined.toString();
    }

    /** In single quotes, which have one meaning in all three shells but for an apostrophe and fish's backslash: neither is in a text. */
    private static String quoted(String text) {
        return "'" + text.replace('\'', '’') + "'";
    }
}
