package org.openbloctel.registry.callfiles.scrubbing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openbloctel.registry.platform.filevault.Seal;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.Container;

/**
 * A returned file under the name by which it is downloaded.
 *
 * @param byLaw whether the law was asked for each line, and not the list alone
 * @param name what it is called for its reader
 * @param size bytes, as they are downloaded
 * @param sha256 of them, hexadecimal
 * @param sealed to which keys, and what is inside; empty for a file that is not sealed
 */
public record Returned(Kind kind, boolean byLaw, String name, long size, String sha256, Optional<Sealed> sealed) {

    /**
     * What is inside a sealed file.
     *
     * @param recipients the public keys to which it is sealed
     * @param size bytes inside; their digest is not kept, since the digest of a short file shows its lines
     */
    public record Sealed(List<String> recipients, long size) {
        /** Copies the list. */
        public Sealed {
            recipients = List.copyOf(recipients);
        }
    }

    /** The kind's name for its reader. */
    public String label() {
        return kind.label(byLaw);
    }

    /** The name of the file once it is opened. */
    public String openedName() {
        return sealed.isPresent() ? name.substring(0, name.length() - Seal.ENDING.length()) : name;
    }

    /** The files that come back. */
    public enum Kind {
        /** Lines that may be called; by the list alone, lines that are not listed. */
        CALLABLE,
        /** Lines on the list. */
        OPPOSED,
        /** Lines that may not be called for the campaign, for another reason than the list; only where a file belongs to one. */
        FORBIDDEN,
        /** Lines that were not checked. */
        UNCHECKED,
        /** A line for each number, in the file's order, with its answer. */
        VERDICTS;

        /** The name in tables. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The name in addresses, file names and certificates: by the list alone nothing is callable. */
        public String label(boolean byLaw) {
            return this == CALLABLE ? Verdict.CALLABLE.label(byLaw) : label();
        }

        /** The kind with this name in addresses. Until 1.0 {@code callable} is another name of the lines that are not listed. */
        public static Optional<Kind> of(String label, boolean byLaw) {
            return Arrays.stream(values())
                    .filter(kind ->
                            kind.label(byLaw).equals(label) || kind.label().equals(label))
                    .findFirst();
        }

        static Kind of(Verdict verdict) {
            return switch (verdict) {
                case CALLABLE -> CALLABLE;
                case OPPOSED -> OPPOSED;
                case FORBIDDEN -> FORBIDDEN;
                case UNCHECKED -> UNCHECKED;
            };
        }
    }

    /**
     * A returned file as it lies in the vault.
     *
     * @param storedName its name in the vault
     * @param size bytes, without the vault's encryption
     * @param sha256 of them
     * @param recipients the public keys to which it is sealed; none for a file that is not
     * @param contentSize bytes inside a sealed file
     * @param keptName its lines, not sealed, under another name in the vault: only where a campaign is about to keep its numbers
     */
    public record Stored(
            Kind kind,
            String storedName,
            long size,
            String sha256,
            List<String> recipients,
            Optional<Long> contentSize,
            Optional<String> keptName) {
        /** To which keys it is sealed, and what is inside; empty for a file that is not sealed. */
        public Optional<Sealed> sealed() {
            return contentSize.map(inside -> new Sealed(recipients, inside));
        }

        /** The digest that a certificate names: of files of earlier releases that of their lines, now that of the sealed bytes. */
        Optional<String> contentSha256() {
            return contentSize.map(inside -> sha256);
        }

        /**
         * The file under the name by which it is downloaded.
         *
         * @param fileName the name of the call file
         * @param report the submission's report, as JSON
         * @param byLaw whether the law was asked for each line
         */
        public Returned named(String fileName, Optional<String> report, boolean byLaw) {
            String name = Name.of(fileName, kind.label(byLaw), Name.container(fileName, report));
            return new Returned(kind, byLaw, sealed().isPresent() ? name + Seal.ENDING : name, size, sha256, sealed());
        }
    }

    /**
     * What returned files are called: {@code prospects.csv.gz} gives {@code prospects.not-listed.csv.gz}, and {@code
     * prospects.verdicts.csv}, which is a table of ours for every kind of file.
     */
    static final class Name {
        /** What the report of a workbook has as its encoding. */
        static final String XLSX = "xlsx";

        private static final String WORKBOOK = "\"encoding\": \"" + XLSX + "\"";

        private Name() {}

        static String of(String name, String label, Container container) {
            String lower = name.toLowerCase(Locale.ROOT);
            int end = lower.endsWith(".gz") ? name.length() - 3 : name.length();
            int dot = name.lastIndexOf('.', end - 1);
            int cut = dot > 0 ? dot : end;
            String base = name.substring(0, cut);
            if (label.equals(Kind.VERDICTS.label())) {
                return base + "." + label + ".csv";
            }
            // What comes back of a workbook with macros has none, and spreadsheets refuse it under that name.
            String extension = container == Container.WORKBOOK ? ".xlsx" : name.substring(cut);
            return base + "." + label + extension;
        }

        /** What a call file is wrapped in, as its name and report say: what comes back is called alike. */
        static Container container(String fileName, Optional<String> report) {
            return container(
                    fileName, report.filter(json -> json.contains(WORKBOOK)).isPresent());
        }

        /**
         * The same for a file that was just read.
         *
         * @param workbook whether its report says so: text is sent under the name .xls as often as workbooks are
         */
        static Container container(String fileName, boolean workbook) {
            String name = fileName.toLowerCase(Locale.ROOT);
            if (workbook || name.endsWith(".xlsx") || name.endsWith(".xlsm")) {
                return Container.WORKBOOK;
            }
            return name.endsWith(".zip") ? Container.ZIP : name.endsWith(".gz") ? Container.GZIP : Container.PLAIN;
        }
    }
}
