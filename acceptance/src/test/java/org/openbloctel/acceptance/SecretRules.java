package org.openbloctel.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * House rules on secrets: none is in the repository, told by the forms that keys and tokens have, and by the names of files that hold them.
 * A fault tells where, and never repeats what was found. The patterns are written so that they do not find themselves in this file.
 */
final class SecretRules {
    /** Published as examples: the specification of webhooks, and the one beside it in the description of the API. */
    private static final Set<String> EXAMPLES =
            Set.of("whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_" + "C2FVsBQIhrscChlQIMV0b5sSYspob7oD");

    /** What each secret contains, which is looked for first, and its form. */
    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            // A private key with its content, be it in a text of a program.
            form("PRIVATE KEY-----", "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\"+\\\\rn]*[A-Za-z0-9+/=]{40}"),
            form("obl_" + "live_", "\\bobl_live_[A-Za-z0-9_-]{40,}"),
            form("whsec_", "\\bwhsec_[A-Za-z0-9+/]{32,}=*"),
            form("AKIA", "\\bAKIA[0-9A-Z]{16}\\b"),
            form("gh" + "p_", "\\bghp_[A-Za-z0-9]{36,}"),
            form("github_pat_", "\\bgithub_pat_[A-Za-z0-9_]{40,}"),
            form("glpat-", "\\bglpat-[A-Za-z0-9_-]{20,}"),
            form("xox", "\\bxox[abprs]-[A-Za-z0-9-]{20,}"),
            form("npm_", "\\bnpm_[A-Za-z0-9]{36}"),
            form("AIza", "\\bAIza[A-Za-z0-9_-]{35}"),
            form("k_live_", "\\b[sr]k_live_[A-Za-z0-9]{20,}"),
            // A password in an address, but for hosts and passwords of examples.
            form(
                    "://",
                    "://[^/\\s:@\"'<>{}$]+:(?!secret|password|s3cret|s%40cret)[^/\\s:@\"'<>{}$#]{6,}@"
                            + "(?!localhost|127[.]|[\\w.-]*example)"));

    private static final Pattern FILE_OF_KEYS =
            Pattern.compile("(?i)(master[.]key|host[.]key|[.]netrc|[.]pgpass|[.]env|id_(rsa|dsa|ecdsa|ed25519)"
                    + "|.*[.](p12|pfx|jks|keystore|kdbx|pem|ppk))");

    private SecretRules() {}

    static List<Fault> secrets(List<RepositoryFile> files) {
        List<Fault> faults = new ArrayList<>();
        for (RepositoryFile file : files) {
            String text = file.text();
            FORMS.forEach((hint, form) -> {
                if (!text.contains(hint)) {
                    return;
                }
                Matcher found = form.matcher(text);
                while (found.find()) {
                    if (!EXAMPLES.contains(found.group())) {
                        long line = text.substring(0, found.start()).lines().count();
                        faults.add(new Fault(file.path(), "near line " + line + ": a key, a token or a password"));
                    }
                }
            });
        }
        return faults;
    }

    private static Map.Entry<String, Pattern> form(String hint, String form) {
        return Map.entry(hint, Pattern.compile(form));
    }

    static List<Fault> filesOfKeys(List<RepositoryFile> files) {
        return files.stream()
                .filter(file -> FILE_OF_KEYS.matcher(file.name()).matches())
                .map(file -> new Fault(
                        file.path(), "a file of keys; one that was committed is to be replaced wherever it is used"))
                .toList();
    }
}
