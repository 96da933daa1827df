package org.openbloctel.server.callfiles.submission;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.Placeholders;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentFields;

/** For whom a file is, and what its sender says of its layout, as typed. An empty field leaves it to the service. */
record SubmissionForm(
        String campaign,
        String principal,
        List<String> columns,
        String named,
        String separator,
        String encoding,
        String header,
        String quotes,
        String sheet,
        String blanks)
        implements KeptForm {
    private static final String TAB = "tab";
    private static final String SEPARATED = " ; ";
    private static final int MAX_LENGTH = 500;

    SubmissionForm {
        campaign = requireNonNullElse(campaign, "");
        principal = requireNonNullElse(principal, "");
        columns = requireNonNullElse(columns, List.<String>of()).stream()
                .map(String::strip)
                .toList();
        named = requireNonNullElse(named, "");
        separator = requireNonNullElse(separator, "");
        encoding = requireNonNullElse(encoding, "");
        header = requireNonNullElse(header, "");
        quotes = requireNonNullElse(quotes, "");
        sheet = requireNonNullElse(sheet, "");
        blanks = requireNonNullElse(blanks, "");
    }

    /** For a campaign, with nothing said of the layout. */
    static SubmissionForm of(String campaign) {
        return new SubmissionForm(campaign, "", List.of(), "", "", "", "", "", "", "");
    }

    /** What was said before, to be changed. */
    static SubmissionForm of(LayoutOptions options) {
        return new SubmissionForm(
                "",
                "",
                options.columns(),
                String.join(SEPARATED, options.columns()),
                options.separator()
                        .map(c -> c == '\t' ? TAB : String.valueOf(c))
                        .orElse(""),
                options.encoding().map(Encoding::label).orElse(""),
                options.header().map(SubmissionForm::word).orElse(""),
                options.quotes().map(SubmissionForm::word).orElse(""),
                options.sheet().orElse(""),
                String.join(SEPARATED, options.placeholders().added()));
    }

    /** A form that is read part by part. */
    static SubmissionForm of(SentFields sent) {
        return new SubmissionForm(
                sent.last("campaign"),
                sent.last("principal"),
                sent.all("columns"),
                sent.last("named"),
                sent.last("separator"),
                sent.last("encoding"),
                sent.last("header"),
                sent.last("quotes"),
                sent.last("sheet"),
                sent.last("blanks"));
    }

    private static String word(boolean yes) {
        return yes ? "yes" : "no";
    }

    /** The options that were typed; refuses what is none. */
    LayoutOptions options() {
        List<String> all = new ArrayList<>(columns);
        separated(named).filter(name -> !all.contains(name)).forEach(all::add);
        return new LayoutOptions(
                        all,
                        separatorOf(),
                        encodingOf(),
                        yesOrNo("header", header),
                        yesOrNo("quotes", quotes),
                        sheetOf())
                .withPlaceholders(placeholders());
    }

    private static Stream<String> separated(String typed) {
        return Stream.of(typed.split(";", -1)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Placeholders placeholders() {
        return Optional.of(separated(blanks).toList())
                .filter(all -> blanks.length() <= MAX_LENGTH)
                .flatMap(Placeholders::usualAnd)
                .orElseThrow(() -> new RefusedException(new RequestRefusal.UnreadableField("blanks")));
    }

    private Optional<String> sheetOf() {
        String named = sheet.strip();
        if (named.length() > MAX_LENGTH || named.indexOf(0) >= 0) {
            throw new RefusedException(new RequestRefusal.UnreadableField("sheet"));
        }
        return named.isEmpty() ? Optional.empty() : Optional.of(named);
    }

    private Optional<Character> separatorOf() {
        if (separator.equals(TAB)) {
            return Optional.of('\t');
        }
        if (separator.length() > 1 || (separator.length() == 1 && ";,|\t".indexOf(separator.charAt(0)) < 0)) {
            throw new RefusedException(new RequestRefusal.UnreadableField("separator"));
        }
        return separator.isEmpty() ? Optional.empty() : Optional.of(separator.charAt(0));
    }

    private Optional<Encoding> encodingOf() {
        if (encoding.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Encoding.of(encoding)
                .orElseThrow(() -> new RefusedException(new RequestRefusal.UnreadableField("encoding"))));
    }

    private static Optional<Boolean> yesOrNo(String field, String typed) {
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "" -> Optional.empty();
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> throw new RefusedException(new RequestRefusal.UnreadableField(field));
        };
    }

    /** For whom: the company itself unless another was chosen. */
    UUID principalOr(UUID company) {
        try {
            return principal.isEmpty() ? company : UUID.fromString(principal);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField("principal"));
        }
    }

    /** For which campaign, if for any. */
    Optional<UUID> campaignId() {
        try {
            return campaign.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(campaign));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new LawRefusal.UnknownCampaign());
        }
    }

    /** What is said when no column was ticked stands at the first of them. */
    public String getAnyColumn() {
        return "";
    }

    /** The file itself is not kept in the form; what is wrong with it is shown beside its field. */
    public String getFile() {
        return "";
    }
}
