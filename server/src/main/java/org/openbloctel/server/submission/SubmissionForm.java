package org.openbloctel.server.submission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;

/** For whom a file is, and what its sender says of its layout, as typed. An empty field leaves it to the service. */
public final class SubmissionForm {
    private static final String TAB = "tab";
    private static final int MAX_SHEET = 500;

    private String campaign = "";
    private String principal = "";
    private List<String> columns = List.of();
    private String named = "";
    private String separator = "";
    private String encoding = "";
    private String header = "";
    private String quotes = "";
    private String sheet = "";

    /** What was said before, to be changed. */
    static SubmissionForm of(LayoutOptions options) {
        SubmissionForm form = new SubmissionForm();
        form.columns = options.columns();
        form.named = String.join(" ; ", options.columns());
        form.separator = options.separator()
                .map(c -> c == '\t' ? TAB : String.valueOf(c))
                .orElse("");
        form.encoding = options.encoding().map(Encoding::label).orElse("");
        form.header = options.header().map(SubmissionForm::word).orElse("");
        form.quotes = options.quotes().map(SubmissionForm::word).orElse("");
        form.sheet = options.sheet().orElse("");
        return form;
    }

    private static String word(boolean yes) {
        return yes ? "yes" : "no";
    }

    /** The options that were typed; refuses what is none. */
    LayoutOptions options() {
        List<String> all = new ArrayList<>(columns);
        Stream.of(named.split(";", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !all.contains(name))
                .forEach(all::add);
        return new LayoutOptions(
                all, separatorOf(), encodingOf(), yesOrNo("header", header), yesOrNo("quotes", quotes), sheetOf());
    }

    private Optional<String> sheetOf() {
        String named = sheet.strip();
        if (named.length() > MAX_SHEET || named.indexOf(0) >= 0) {
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

    /** Takes a field of a form that is read part by part. */
    void set(String field, String value) {
        switch (field) {
            case "campaign" -> campaign = value;
            case "principal" -> principal = value;
            case "columns" ->
                columns = Stream.concat(columns.stream(), Stream.of(value)).toList();
            case "named" -> named = value;
            case "separator" -> separator = value;
            case "encoding" -> encoding = value;
            case "header" -> header = value;
            case "quotes" -> quotes = value;
            case "sheet" -> sheet = value;
            default -> {} // the token, or what a browser's extension added
        }
    }

    /** For the form. */
    public String getCampaign() {
        return campaign;
    }

    /** For the form. */
    public void setCampaign(String campaign) {
        this.campaign = campaign;
    }

    /** For the form. */
    public String getPrincipal() {
        return principal;
    }

    /** For the form. */
    public void setPrincipal(String principal) {
        this.principal = principal;
    }

    /** For the form. */
    public List<String> getColumns() {
        return columns;
    }

    /** For the form. */
    public void setColumns(String... columns) {
        this.columns = Arrays.stream(columns).map(String::strip).toList();
    }

    /** For the form. */
    public String getNamed() {
        return named;
    }

    /** For the form. */
    public void setNamed(String named) {
        this.named = named;
    }

    /** For the form. */
    public String getSeparator() {
        return separator;
    }

    /** For the form. */
    public void setSeparator(String separator) {
        this.separator = separator;
    }

    /** For the form. */
    public String getEncoding() {
        return encoding;
    }

    /** For the form. */
    public void setEncoding(String encoding) {
        this.encoding = encoding;
    }

    /** For the form. */
    public String getHeader() {
        return header;
    }

    /** For the form. */
    public void setHeader(String header) {
        this.header = header;
    }

    /** For the form. */
    public String getQuotes() {
        return quotes;
    }

    /** For the form. */
    public void setQuotes(String quotes) {
        this.quotes = quotes;
    }

    /** For the form: what is said when no column was ticked stands at the first of them. */
    public String getAnyColumn() {
        return "";
    }

    /** For the form: the file itself is not kept in it. */
    public String getFile() {
        return "";
    }

    /** For the form. */
    public String getSheet() {
        return sheet;
    }

    /** For the form. */
    public void setSheet(String sheet) {
        this.sheet = sheet;
    }
}
