package dev.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.error.ErrorClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class StorageExceptionTest {
    @ParameterizedTest
    @CsvSource({
        "400,RequestTimeout,UNAVAILABLE",
        "400,IncompleteBody,UNAVAILABLE",
        "400,InvalidRequest,INTERNAL",
        "403,AccessDenied,INTERNAL",
        "404,NoSuchBucket,INTERNAL",
        "409,ConditionalRequestConflict,UNAVAILABLE",
        "429,SlowDown,UNAVAILABLE",
        "500,InternalError,UNAVAILABLE",
        "503,SlowDown,UNAVAILABLE"
    })
    void aPassingAnswerMayBeTriedAgain(int status, String code, ErrorClass expected) {
        var answer = S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
        assertThat(StorageException.of("a write", answer).errorClass()).isEqualTo(expected);
    }

    @Test
    void noAnswerMayBeTriedAgain() {
        assertThat(StorageException.of("a write", SdkClientException.create("reset"))
                        .errorClass())
                .isEqualTo(ErrorClass.UNAVAILABLE);
    }
}
