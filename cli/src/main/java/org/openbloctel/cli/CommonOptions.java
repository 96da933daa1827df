package org.openbloctel.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command takes. */
@Command(synopsisHeading = "", abbreviateSynopsis = false, sortOptions = false, usageHelpAutoWidth = false)
@SuppressWarnings("UnusedVariable") // picocli acts on these by itself
abstract class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help",
            order = 1000)
    private boolean help;

    // Read before anything else, see Messages.of: it decides in which language this very line is written.
    @Option(names = "--lang", paramLabel = "fr|en", descriptionKey = "lang", order = 1001, scope = ScopeType.LOCAL)
    private @Nullable String lang;
}
