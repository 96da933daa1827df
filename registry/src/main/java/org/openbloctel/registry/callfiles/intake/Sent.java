package org.openbloctel.registry.callfiles.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.NumbersInTexts;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.Placeholders;

/**
 * Who sends what.
 *
 * @param company the company that sends
 * @param principal for whom: itself, or who gave it a mandate
 * @param actor who sends, as the audit trail names them
 * @param fileName what the file is called; its folder is dropped, runs of nine and more digits are hidden unless they are a date
 *     with its time, since a phone number has no place in the name of a file
 * @param options what the sender knows of the layout
 * @param idempotencyKey under which the same request may be sent again
 * @param campaign for which campaign: as its sender wrote it, runs of digits hidden as in the name; once it was found, what it is called
 * @param channel by which way
 * @param campaignId which campaign it is, once it was found; its principal is the file's then
 */
public record Sent(
        UUID company,
        UUID principal,
        String actor,
        String fileName,
        LayoutOptions options,
        Optional<String> idempotencyKey,
        Optional<String> campaign,
        Channel channel,
        Optional<UUID> campaignId) {
    private static final int MAX_NAME_LENGTH = 120;
    /** Bounded, since the library needs stack for each digit of a run. */
    private static final Pattern NUMBER = Pattern.compile("(?:[0-9][ .\\-]?){8,40}[0-9]");
    /** When an export was made, to the minute or finer: no number is written so. */
    private static final Pattern MOMENT =
            Pattern.compile("20[2-9][0-9][ .\\-]?(?:0[1-9]|1[0-2])[ .\\-]?(?:0[1-9]|[12][0-9]|3[01])"
                    + "[ .\\-]?(?:[01][0-9]|2[0-3])[ .\\-]?[0-5][0-9](?:[ .\\-]?[0-5][0-9](?:[ .\\-]?[0-9]{3})?)?");

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\"<>|*?:]");

    /** Makes the file's name harmless. */
    public Sent {
        fileName = harmlessName(fileName);
        campaign = campaign.map(text -> isId(text) ? text.strip() : withoutNumbers(text))
                .map(text -> text.length() <= MAX_NAME_LENGTH ? text : text.substring(0, MAX_NAME_LENGTH));
    }

    /** For a campaign as the sender wrote it: its id, or what is refused once it is looked for. */
    public Sent(
            UUID company,
            UUID principal,
            String actor,
            String fileName,
            LayoutOptions options,
            Optional<String> idempotencyKey,
            Optional<String> campaign,
            Channel channel) {
        this(company, principal, actor, fileName, options, idempotencyKey, campaign, channel, Optional.empty());
    }

    /** By the portal, for no campaign. */
    public Sent(
            UUID company,
            UUID principal,
            String actor,
            String fileName,
            LayoutOptions options,
            Optional<String> idempotencyKey) {
        this(company, principal, actor, fileName, options, idempotencyKey, Optional.empty(), Channel.PORTAL);
    }

    /** What the sender knows of the layout, as columns have it. */
    Layout layout() {
        return Layout.of(options);
    }

    /** An id has runs of digits too, and none of them is a phone number. */
    private static boolean isId(String text) {
        return ID.matcher(text.strip()).matches();
    }

    /**
     * The same with its campaign found, when one was named; a sender who named no principal is the principal. What was named and is
     * no campaign is refused: the file would be answered by the list alone.
     */
    public Sent linked(CampaignLinks links) {
        if (campaignId.isPresent()) {
            links.requireMandate(company, campaignId.get());
            return this;
        }
        if (campaign.isEmpty()) {
            return this;
        }
        CampaignLinks.Linked found = links.toSubmitFor(company, campaign.get());
        UUID its = found.principal();
        if (!principal.equals(its) && !principal.equals(company)) {
            throw new RefusedException(new CampaignRefusal.OtherPrincipal());
        }
        return linked(found);
    }

    /** The same for a campaign that was found. */
    private Sent linked(CampaignLinks.Linked to) {
        return new Sent(
                company,
                to.principal(),
                actor,
                fileName,
                options,
                idempotencyKey,
                Optional.of(to.name()),
                channel,
                Optional.of(to.id()));
    }

    private static String withoutNumbers(String text) {
        String hidden = NUMBER.matcher(UNPRINTABLE.matcher(text).replaceAll(""))
                .replaceAll(found -> MOMENT.matcher(found.group()).matches() ? found.group() : "…");
        return NumbersInTexts.without(hidden).strip();
    }

    /** What a file may be called wherever its name is shown: without its folder, and runs of digits hidden. */
    public static String harmlessName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = withoutNumbers(last);
        if (clean.isEmpty() || clean.chars().allMatch(c -> c == '.')) {
            return "fichier.csv";
        }
        // The extension says what the file is: it is what stays.
        return clean.length() <= MAX_NAME_LENGTH ? clean : "…" + clean.substring(clean.length() - MAX_NAME_LENGTH + 1);
    }

    /** Tells requests apart that use one idempotency key. */
    public String fingerprint(String sha256) {
        String all =
                String.join("\n", sha256, principal.toString(), fileName, fingerprinted(options), campaign.orElse(""))
                        + campaignId.map(id -> "\n" + id).orElse("");
        return Sha256.hex(all.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a layout in fingerprints, which all servers and releases write alike. */
    static String fingerprinted(LayoutOptions options) {
        List<String> blanks = options.placeholders().added();
        return "LayoutOptions[columns=%s, separator=%s, encoding=%s, header=%s, quotes=%s, sheet=%s%s]"
                .formatted(
                        options.columns(),
                        options.separator(),
                        options.encoding(),
                        options.header(),
                        options.quotes(),
                        options.sheet(),
                        blanks.isEmpty() ? "" : ", blanks=" + blanks);
    }

    /** What a sender said of a file's layout, in the columns {@code option_…} of a row. */
    public record Layout(
            List<String> columns,
            Optional<Character> separator,
            Optional<String> encoding,
            Optional<Boolean> header,
            Optional<Boolean> quotes,
            Optional<String> sheet,
            List<String> blanks) {
        public static Layout of(LayoutOptions options) {
            return new Layout(
                    options.columns(),
                    options.separator(),
                    options.encoding().map(Encoding::label),
                    options.header(),
                    options.quotes(),
                    options.sheet(),
                    options.placeholders().added());
        }

        public LayoutOptions options() {
            return new LayoutOptions(columns, separator, encoding.flatMap(Encoding::of), header, quotes, sheet)
                    .withPlaceholders(Placeholders.usualAnd(blanks).orElse(Placeholders.USUAL));
        }
    }

    /** By which way a call file came. All ways lead to the same submission. */
    public enum Channel {
        /** A person, by a page. */
        PORTAL("portal", true),
        /** A program, by HTTP. */
        API("api", true),
        /** A folder of the SFTP server. */
        SFTP("sftp", false),
        /** A mail to the mailbox. */
        MAIL("mail", false),
        /** A folder that {@code bloctel watch} looks at. */
        WATCH("watch", false);

        private final String label;
        private final boolean deliberate;

        Channel(String label, boolean deliberate) {
            this.label = label;
            this.deliberate = deliberate;
        }

        /** As it is stored and told. */
        public String label() {
            return label;
        }

        public static Optional<Channel> of(String label) {
            return Arrays.stream(values())
                    .filter(one -> one.label.equals(label))
                    .findFirst();
        }

        /**
         * Whether a person who sends a file twice by this way means it: they see what became of the first one. Where files are only
         * dropped, a second one is a repetition.
         */
        boolean isDeliberate() {
            return deliberate;
        }
    }
}
