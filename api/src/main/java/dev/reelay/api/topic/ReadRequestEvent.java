package dev.reelay.api.topic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.ApiConfig;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.request.StrictJson;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record as a CloudEvent 1.0 in binary or structured mode (CloudEvents, Kafka protocol binding 1.0.2); what is none
 * is refused with what is missing.
 */
@ApplicationScoped
class ReadRequestEvent {
    /** The only type that asks for anything. */
    static final String TYPE = "dev.reelay.request.v1";

    private static final String TRACEPARENT = "traceparent";
    private static final String CONTENT_TYPE = "content-type";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String ANY_STRUCTURED = "application/cloudevents";

    private final JsonFormat json = new JsonFormat();
    private final ApiConfig config;

    ReadRequestEvent(ApiConfig config) {
        this.config = config;
    }

    /** @throws ProblemException what is wrong with it */
    RequestEvent read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            throw none("The record has no value; send a CloudEvent whose data is the request.", List.of());
        }
        if (value.length > config.maxBodyBytes()) {
            throw new ProblemException(Problem.of(
                    ProblemType.BODY_TOO_LARGE,
                    "A request has at most " + config.maxBodyBytes()
                            + " bytes; put large images behind an https URL."));
        }
        CloudEvent event = contentType(record).startsWith(ANY_STRUCTURED) ? structured(record) : binary(record);
        checked(event);
        return new RequestEvent(
                event.getSource().toString(), event.getId(), data(event.getData()), traceparent(event, record));
    }

    private static @Nullable String traceparent(CloudEvent event, ConsumerRecord<byte[], byte[]> record) {
        Object extension = event.getExtension(TRACEPARENT);
        Header header = record.headers().lastHeader(TRACEPARENT);
        return extension != null
                ? extension.toString()
                : header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private CloudEvent structured(ConsumerRecord<byte[], byte[]> record) {
        if (!contentType(record).equals(STRUCTURED)) {
            throw none("Of the structured modes this reads " + STRUCTURED + ".", wrong(CONTENT_TYPE, "is another"));
        }
        // The library takes the last of two fields of one name; this refuses them, as everywhere.
        parsed(record.value());
        try {
            return json.deserialize(record.value());
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static CloudEvent binary(ConsumerRecord<byte[], byte[]> record) {
        try {
            return KafkaMessageFactory.createReader(record).toEvent();
        } catch (CloudEventRWException e) {
            throw e.getKind() == CloudEventRWException.CloudEventRWExceptionKind.UNKNOWN_ENCODING
                    ? none(
                            "Send the attributes as headers (ce_specversion, ce_id, ce_source, ce_type), or all in the value"
                                    + " with the header content-type: " + STRUCTURED + ".",
                            wrong("ce_specversion", "is missing"))
                    : unreadable(e);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static void checked(CloudEvent event) {
        if (event.getSpecVersion() != SpecVersion.V1) {
            throw none("This reads CloudEvents 1.0.", wrong("specversion", "must be 1.0"));
        }
        if (event.getId().isBlank()) {
            throw none("Each request has an id of its own.", wrong("id", "must not be empty"));
        }
        if (event.getSource().toString().isBlank()) {
            throw none("Each request says where it comes from.", wrong("source", "must not be empty"));
        }
        if (!event.getType().equals(TYPE)) {
            throw none("This topic takes requests alone.", wrong("type", "must be " + TYPE));
        }
        String coding = event.getDataContentType();
        if (coding != null && !mediaType(coding).equals("application/json")) {
            throw none("The data is a request in JSON.", wrong("datacontenttype", "must be application/json"));
        }
    }

    private static JsonNode data(@Nullable CloudEventData data) {
        if (data == null) {
            throw none(
                    "The event has no data; it is what the body of POST /v1/requests would be.",
                    wrong("data", "is missing"));
        }
        return data instanceof JsonCloudEventData read ? read.getNode() : parsed(data.toBytes());
    }

    private static JsonNode parsed(byte[] bytes) {
        return switch (StrictJson.parse(bytes)) {
            case StrictJson.Document document -> document.root();
            case StrictJson.Broken broken -> throw new ProblemException(Problem.broken(broken));
        };
    }

    private static ProblemException unreadable(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String told = cause.getMessage() == null ? "it cannot be read" : cause.getMessage();
        return none("The CloudEvent cannot be read: " + told, List.of());
    }

    private static ProblemException none(String remedy, List<Problem.Fault> faults) {
        return new ProblemException(Problem.of(ProblemType.NOT_A_CLOUDEVENT, remedy, faults));
    }

    private static List<Problem.Fault> wrong(String attribute, String message) {
        return List.of(Problem.Fault.of(attribute, message));
    }

    private static String contentType(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(CONTENT_TYPE);
        return header == null || header.value() == null
                ? ""
                : mediaType(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static String mediaType(String value) {
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
