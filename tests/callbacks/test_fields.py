import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.db import connection
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from callbacks.fields import EncryptedTextField, WrongKey, blind_index
from callbacks.models import CallRequest

OTHER_KEY = "b3RoZXIta2V5LW9mLXRoZS1jYWxsLWxpbmUtMDEyMzQ="


def stored(column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM callbacks_callrequest ORDER BY id')
        return [row[0] for row in cursor.fetchall()]


def test_a_text_is_ciphertext_in_the_database_and_plain_in_python(make_call):
    make_call(name="Ayşe Yılmaz")

    assert [value[:6] for value in stored("name")] == ["gAAAAA"]
    assert [call.name for call in CallRequest.objects.all()] == ["Ayşe Yılmaz"]


def test_the_same_text_is_never_encrypted_alike_twice(make_call):
    make_call(name="Ayşe")
    make_call(name="Ayşe", phone="+905321234568")

    assert len(set(stored("name"))) == 2


def test_an_empty_text_stays_empty(make_call):
    make_call(about="")

    assert stored("about") == [""]
    assert CallRequest.objects.get().about == ""


def test_an_update_encrypts_as_well(make_call):
    make_call()
    CallRequest.objects.update(about="Cramp")

    assert [value[:6] for value in stored("about")] == ["gAAAAA"]
    assert CallRequest.objects.get().about == "Cramp"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_whatever_is_written_is_read_again(text):
    field = EncryptedTextField()

    assert field.from_db_value(field.get_prep_value(text), None, None) == text


def test_nothing_stays_nothing():
    field = EncryptedTextField()

    assert (field.get_prep_value(None), field.from_db_value(None, None, None)) == (None, None)


def test_a_row_written_under_an_old_key_is_read_after_a_new_one_is_put_in_front(make_call, settings, keys):
    settings.FIELD_KEYS = keys[1:]
    make_call(name="Ayşe")
    settings.FIELD_KEYS = keys

    assert CallRequest.objects.get().name == "Ayşe"


def test_the_first_key_encrypts(make_call, settings, keys):
    make_call(name="Ayşe")
    settings.FIELD_KEYS = keys[:1]

    assert CallRequest.objects.get().name == "Ayşe"


def test_a_wrong_key_is_an_error_that_holds_neither_text_nor_ciphertext(make_call, settings):
    make_call()
    settings.FIELD_KEYS = [OTHER_KEY]

    with pytest.raises(WrongKey) as error:
        CallRequest.objects.get()

    assert str(error.value) == "CallRequest.name was written under a key that is not there."


def test_text_in_the_column_that_was_never_encrypted_is_an_error_too(make_call):
    make_call()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE callbacks_callrequest SET name = 'plain'")

    with pytest.raises(WrongKey):
        CallRequest.objects.get()


def test_a_failed_validation_leaves_the_text_plain_for_every_later_reader(make_call):
    call = make_call(name="Ayşe")
    call.window = "midnight"
    with pytest.raises(ValidationError):
        call.full_clean()

    assert (call.name, CallRequest.objects.get().name) == ("Ayşe", "Ayşe")


def test_no_model_form_has_an_input_for_it():
    form = modelform_factory(CallRequest, fields="__all__")

    assert {"name", "phone", "extension", "about"} & set(form.base_fields) == set()
    assert "window" in form.base_fields


def test_ciphertext_is_only_ever_asked_whether_it_is_empty(make_call):
    call = make_call(about="Cramp")
    make_call(about="", phone="+905321234568")

    assert CallRequest.objects.exclude(about="").get() == call
    with pytest.raises(FieldError):
        CallRequest.objects.filter(name="Ayşe Yılmaz").count()
    with pytest.raises(FieldError):
        CallRequest.objects.filter(name__icontains="a").count()


@pytest.mark.parametrize("keys", [[], ["no key at all"]])
def test_keys_that_are_none_stop_the_work_and_are_not_quoted(keys, settings):
    settings.FIELD_KEYS = keys

    with pytest.raises(ImproperlyConfigured) as error:
        EncryptedTextField().get_prep_value("Ayşe")

    assert str(error.value) == "FIELD_KEYS needs one or more Fernet keys, the one that encrypts first."


def test_a_blind_index_is_the_same_for_the_same_number_only():
    one, same, other = blind_index("+905321234567"), blind_index("+905321234567"), blind_index("+905321234568")

    assert one == same
    assert one != other
    assert len(one) == 64


def test_a_blind_index_survives_a_new_key_in_front_but_not_another_oldest_key(settings, keys):
    settings.FIELD_KEYS = keys[1:]
    before = blind_index("+905321234567")
    settings.FIELD_KEYS = keys
    rotated = blind_index("+905321234567")
    settings.FIELD_KEYS = keys[:1]
    dropped = blind_index("+905321234567")

    assert rotated == before
    assert dropped != before


def test_after_the_oldest_key_is_dropped_saving_a_request_finds_it_again(make_call, settings, keys):
    call = make_call(phone="+905321234567")
    settings.FIELD_KEYS = keys[:1]
    lost = list(CallRequest.objects.of_phone("+905321234567"))
    call.save()

    assert lost == []
    assert list(CallRequest.objects.of_phone("+905321234567")) == [call]
