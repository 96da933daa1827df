package org.openbloctel.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** House rules on lines and lengths. The patterns are written so that they do not find themselves in this file. */
final class TextRules {
    static final int FILE_LINES = 500;
    static final int README_LINES = 120;
    static final int FILE_BYTES = 500 * 1024;

    private static final Pattern SLEEP = Pattern.compile("Thread[.]sleep");
    private static final Pattern BARE_REMINDER = Pattern.compile("\\b(TO[D]O|FIX[M]E|XX[X])\\b(?!\\(#\\d+\\))");
    private static final Pattern BLANKS = Pattern.compile("\t|[ \t\r]+$");
    // In a web address or a path inside the project, a word or a dot stands before the slash.
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.~}-])/(work|root|home|Users)/");
    private static final Pattern REGISTRY_HOST =
            Pattern.compile("https?://(repo1?|repository|registry|mirror|nexus|artifactory|packages|pypi)[\\w-]*[.]"
                    + "|\\b(repo1?[.]maven|registry[.]npmjs|pypi)[.](apache[.])?org\\b");

    private static final Pattern UNNAMED_SUBJECT = Pattern.compile("(?i)\\b(who[e]ver|who[m]ever|what[e]ver)\\b");

    private TextRules() {}

    static List<Fault> sleepsInTests(List<RepositoryFile> files) {
        return lines(files, RepositoryFile::isTestJava, SLEEP, "a test waits for a condition, not for a while");
    }

    static List<Fault> bareReminders(List<RepositoryFile> files) {
        return lines(
                files, RepositoryFile::isSource, BARE_REMINDER, "a reminder names its issue, (#12), or is not written");
    }

    static List<Fault> blanks(List<RepositoryFile> files) {
        return lines(files, RepositoryFile::isSource, BLANKS, "a tab, or blanks at the end of a line");
    }

    static List<Fault> machinePaths(List<RepositoryFile> files) {
        return lines(files, file -> true, MACHINE_PATH, "a path of someone's machine");
    }

    static List<Fault> registryHosts(List<RepositoryFile> files) {
        return lines(files, file -> true, REGISTRY_HOST, "the host of a package registry");
    }

    /** Applied migrations are never edited. */
    static List<Fault> unnamedSubjects(List<RepositoryFile> files) {
        return lines(
                files,
                file -> file.isSource() && !file.path().contains("/db/migration/"),
                UNNAMED_SUBJECT,
                "the subject of a sentence has a name: the caller, any member, a fault");
    }

    static List<Fault> longFiles(List<RepositoryFile> files) {
        return longer(files, RepositoryFile::isJava, FILE_LINES);
    }

    static List<Fault> longReadmes(List<RepositoryFile> files) {
        return longer(files, file -> file.path().equals("README.md"), README_LINES);
    }

    static List<Fault> largeFiles(List<RepositoryFile> files) {
        return files.stream()
                .filter(file -> file.length() > FILE_BYTES)
                .map(file -> new Fault(file.path(), file.length() + " bytes, at most " + FILE_BYTES))
                .toList();
    }

    private static List<Fault> longer(List<RepositoryFile> files, Predicate<RepositoryFile> which, int most) {
        return files.stream()
                .filter(which)
                .filter(file -> file.text().lines().count() > most)
                .map(file -> new Fault(file.path(), file.text().lines().count() + " lines, at most " + most))
                .toList();
    }

    private static List<Fault> lines(
            List<RepositoryFile> files, Predicate<RepositoryFile> which, Pattern unwanted, String why) {
        List<Fault> faults = new ArrayList<>();
        for (RepositoryFile file : files) {
            if (!which.test(file)) {
                continue;
            }
            int number = 0;
            for (String line : file.text().split("\n", -1)) {
                number++;
                // Recipes of make begin with tabs; nothing else may.
                String looked = file.name().equals("Makefile") ? line.replaceFirst("^\t+", "") : line;
                if (unwanted.matcher(looked).find()) {
                    faults.add(new Fault(file.path(), "line " + number + ": " + why + ": " + line.strip()));
                }
            }
        }
        return faults;
    }
}
