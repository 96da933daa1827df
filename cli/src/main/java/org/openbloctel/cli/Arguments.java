package org.openbloctel.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.CommandLineParser;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.MissingOptionException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** The arguments of a command, read and typed; what is wrong with them is a {@link Failure}. */
final class Arguments {
    private final CommandLine parsed;

    private Arguments(CommandLine parsed) {
        this.parsed = parsed;
    }

    /** Reads them: options anywhere, {@code --name value} or {@code --name=value}, {@code -l value}, the rest in order. */
    static Arguments read(Command command, String[] words) {
        CommandLineParser parser =
                DefaultParser.builder().setAllowPartialMatching(false).get();
        Options options = options(command);
        Arguments arguments;
        try {
            arguments = new Arguments(parser.parse(options, words));
        } catch (UnrecognizedOptionException e) {
            throw unknown(command, e.getOption());
        } catch (MissingOptionException e) {
            StringJoiner missing = new StringJoiner(", ");
            for (Object name : e.getMissingOptions()) {
                missing.add("--" + options.getOption(name.toString()).getLongOpt());
            }
            throw new Failure(ExitCode.USAGE, "error.usage.missing", missing);
        } catch (MissingArgumentException e) {
            throw new Failure(
                    ExitCode.USAGE, "error.usage.no-value", "--" + e.getOption().getLongOpt());
        } catch (ParseException e) {
            throw new Failure(ExitCode.USAGE, "error.usage.unknown", String.valueOf(e.getMessage()));
        }
        arguments.checkParameters(command);
        return arguments;
    }

    private void checkParameters(Command command) {
        List<String> rest = rest();
        if (!command.parameter().isEmpty() && rest.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "error.usage.missing", command.parameter());
        }
        int most = command.parameter().endsWith("...")
                ? Integer.MAX_VALUE
                : command.parameter().isEmpty() ? 0 : 1;
        if (rest.size() > most) {
            throw new Failure(ExitCode.USAGE, "error.usage.unknown", rest.get(most));
        }
    }

    private static Failure unknown(Command command, String option) {
        String best = Suggestion.of(
                option, command.options().stream().map(o -> "--" + o.name()).toList());
        return best.isEmpty()
                ? new Failure(ExitCode.USAGE, "error.usage.unknown", option)
                : new Failure(ExitCode.USAGE, "error.usage.unknown.suggest", option, best);
    }

    private static Options options(Command command) {
        Options options = new Options();
        for (OptionSpec spec : command.options()) {
            options.addOption(Option.builder(spec.letter())
                    .longOpt(spec.name())
                    .hasArg(!spec.value().isEmpty())
                    .required(spec.required())
                    .get());
        }
        options.addOption(Option.builder().longOpt(Main.LANGUAGE).hasArg().get());
        return options;
    }

    /** What is no option, in order. */
    List<String> rest() {
        return parsed.getArgList();
    }

    boolean has(String option) {
        return parsed.hasOption(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(parsed.getOptionValue(option));
    }

    String required(String option) {
        return value(option).orElseThrow(() -> new Failure(ExitCode.USAGE, "error.usage.missing", "--" + option));
    }

    List<String> values(String option) {
        String[] values = parsed.getOptionValues(option);
        return values == null ? List.of() : List.of(values);
    }

    /** A whole number of at least {@code least}, or {@code otherwise} when the option is not given. */
    long number(String option, long least, long otherwise) {
        Optional<String> text = value(option);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(option, text.get());
        }
        throw wrong(option, text.get());
    }

    /** {@code yes}, {@code no}, or empty when the option is not given. */
    Optional<Boolean> yesNo(String option) {
        return value(option).map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "oui" -> true;
            case "no", "non" -> false;
            default -> throw wrong(option, text, "yes, no");
        });
    }

    /** Whether {@code --json}, or {@code --report json}, is there. */
    boolean json() {
        return switch (value("report").orElse("text")) {
            case "json" -> true;
            case "text" -> has("json");
            default -> throw wrong("report", value("report").orElse(""), "text, json");
        };
    }

    static Failure wrong(String option, String text) {
        return new Failure(ExitCode.USAGE, "error.usage.value", text, "--" + option);
    }

    /** The same, naming what the option takes. */
    static Failure wrong(String option, String text, String accepted) {
        return new Failure(ExitCode.USAGE, "error.usage.value.accepted", text, "--" + option, accepted);
    }
}
