"""Settings, driven by the environment only (p3aks/env.py; every variable is in .env.example).

Without any variable: SQLite in var/, files in var/, Celery on the filesystem broker.
With DATABASE_URL and REDIS_URL: PostgreSQL and Redis, as in docker-compose.yml.
"""

from datetime import timedelta
from email.utils import getaddresses
from pathlib import Path

import environ
import structlog
from celery.schedules import crontab
from csp.constants import NONE, SELF

from p3aks import env
from p3aks.core.catatan import kejadian_tanpa_kunci, tanpa_pesan_galat

BASE_DIR = env.BASE_DIR
VAR_DIR = Path(env.teks("P3AKS_VAR") or BASE_DIR / "var")
for _folder in ("antrian", "antrian/kendali", "berkas", "cache", "log"):
    (VAR_DIR / _folder).mkdir(parents=True, exist_ok=True)

# --- safety -----------------------------------------------------------------------------------
DEBUG = env.benar("DEBUG", bawaan=False)
SECRET_KEY = env.rahasia("SECRET_KEY", bawaan_debug="hanya-untuk-pengembangan-" * 3, debug=DEBUG)
SECRET_KEY_FALLBACKS = env.daftar("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.daftar("ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]") if DEBUG else ())
CSRF_TRUSTED_ORIGINS = env.daftar("CSRF_TRUSTED_ORIGINS")
HTTPS = env.benar("P3AKS_HTTPS", bawaan=not DEBUG)

SECURE_SSL_REDIRECT = HTTPS
# The container health check asks over plain HTTP from inside; nothing secret is on that page.
SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# Behind the HTTPS server the visitor's address is the last one that this server names. Without it
# all visitors would count as one, and share the tries to log in or to send a report.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sesi" if HTTPS else "sesi"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_AGE = 9 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESI_DIAM = timedelta(minutes=30)
SESI_PALING_LAMA = timedelta(seconds=SESSION_COOKIE_AGE)
# Confidential pages ask for the password again after this long without a request.
ALAMAT_RAHASIA = "/kasus/"
KUNCI_DIAM = timedelta(minutes=10)
PASSWORD_RESET_TIMEOUT = 3600
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# A page of the grid without a script: 25 actions of a few lines, 27 cells each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000

# --- applications -----------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_fsm",
    "django_htmx",
    "django_structlog",
    "rules",
    "simple_history",
    "p3aks.core",
    "pokja",
    "rad",
    "kasus",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Above everything that may answer by itself, static files included.
    "p3aks.core.middleware.HeaderMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "p3aks.core.catatan.CatatanMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "p3aks.core.middleware.SesiDiamMiddleware",
    "p3aks.core.middleware.WajibTotpMiddleware",
    "p3aks.core.kunci_diam.KunciDiamMiddleware",
    "kasus.middleware.CatatTolakMiddleware",
    "kasus.middleware.TanpaJejakMiddleware",
]
ROOT_URLCONF = "p3aks.urls"
WSGI_APPLICATION = "p3aks.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pokja.context.umum",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- data -------------------------------------------------------------------------------------
DATABASES = {
    "default": environ.Env.db_url_config(
        env.teks("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'p3aks.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE + WAL: concurrent read-modify-write waits instead of failing as "locked";
    # FULL: an acknowledged commit survives power loss.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
            "PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536;"
            "PRAGMA journal_size_limit=67108864;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

REDIS_URL = env.teks("REDIS_URL")
CACHES = {
    # Login rate limits need a cache that all processes share.
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    # Reference names that never change while a process runs.
    "proses": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
MEDIA_ROOT = VAR_DIR / "berkas"
RAHASIA_ROOT = VAR_DIR / "berkas-rahasia"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "rahasia": {"BACKEND": "p3aks.core.simpanan.StorageRahasia"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# --- Celery -----------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"socket_connect_timeout": 1, "socket_timeout": 5, "visibility_timeout": 3600}
    if REDIS_URL
    else {
        "data_folder_in": str(VAR_DIR / "antrian"),
        "data_folder_out": str(VAR_DIR / "antrian"),
        "control_folder": str(VAR_DIR / "antrian/kendali"),
        "polling_interval": 0.1,
    }
)
# The job row is the truth (p3aks.core.jobs); a publish that fails is offered again by the sweeper.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "rad.tasks.buat_dokumen": {"queue": "dokumen"},
    "pokja.tasks.buat_dokumen": {"queue": "dokumen"},
    # Case work has a queue of its own: its workers alone need the keys of victim data.
    "kasus.tasks.*": {"queue": "rahasia"},
    "kasus.jadwal.*": {"queue": "rahasia"},
}
CELERY_BEAT_SCHEDULE = {
    **{
        f"sapu-dokumen-{aplikasi}": {
            "task": f"{aplikasi}.tasks.sapu_dokumen",
            "schedule": 30.0,
            # Without a worker the sweeps must not pile up in the broker.
            "options": {"expires": 25},
        }
        for aplikasi in ("rad", "pokja", "kasus")
    },
    "sapu-rilis-kasus": {
        "task": "kasus.tasks.rilis.sapu_dokumen",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "periksa-tenggat-kasus": {
        "task": "kasus.jadwal.periksa_tenggat",
        "schedule": 300.0,
        "options": {"expires": 290},
    },
    "kirim-ringkasan": {
        "task": "pokja.jadwal.kirim_ringkasan",
        "schedule": crontab(hour=6, minute=30, day_of_week="mon-fri"),
        "options": {"expires": 3600},
    },
}
# The embedded beat of ``mulai`` looks at its stop flag only between ticks.
CELERY_BEAT_MAX_LOOP_INTERVAL = 1
CELERY_TIMEZONE = "Asia/Jakarta"

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "pokja.Pengguna"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "beranda"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "pokja.akun.AkunAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {"login_failed": "20/h/ip,5/15m/key"}
ACCOUNT_SESSION_REMEMBER = False  # office computers are shared
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Sistem P3AKS] "
ACCOUNT_FORMS = {
    "login": "p3aks.core.masuk.FormMasuk",
    "change_password": "p3aks.core.masuk.FormUbahSandi",
    "reset_password": "p3aks.core.masuk.FormLupaSandi",
    "reset_password_from_key": "p3aks.core.masuk.FormSandiBaru",
    "reauthenticate": "p3aks.core.masuk.FormPastikan",
}
MFA_FORMS = {
    "authenticate": "p3aks.core.masuk.FormLangkahKedua",
    "reauthenticate": "p3aks.core.masuk.FormPastikanKode",
    "activate_totp": "p3aks.core.masuk.FormPasangTotp",
    "add_webauthn": "p3aks.core.masuk.FormTambahKunci",
    "login_webauthn": "p3aks.core.masuk.FormMasukKunci",
    "reauthenticate_webauthn": "p3aks.core.masuk.FormPastikanKunci",
}
# An address that nobody confirmed must not keep a person from the second factor we demand.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = "Sistem P3AKS"
# Tracking every click would write to the database on every page.
USERSESSIONS_TRACK_ACTIVITY = False

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- mail and logs ----------------------------------------------------------------------------
_email = environ.Env.email_url_config(env.teks("EMAIL_URL") or "consolemail://")
vars().update({k: v for k, v in _email.items() if k.startswith("EMAIL_")})
DEFAULT_FROM_EMAIL = env.teks("DEFAULT_FROM_EMAIL", "Sistem P3AKS <tidak-dibalas@localhost>")
ADMINS = getaddresses(env.daftar("ADMINS"))
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": [
                structlog.contextvars.merge_contextvars,
                structlog.processors.TimeStamper(fmt="iso"),
                structlog.stdlib.add_logger_name,
                structlog.stdlib.add_log_level,
                tanpa_pesan_galat,
                kejadian_tanpa_kunci,
            ],
        }
    },
    "handlers": {
        "konsol": {"class": "logging.StreamHandler", "formatter": "json"},
        "surel": {"class": "p3aks.core.catatan.SurelGalat", "level": "ERROR"},
    },
    "root": {"handlers": ["konsol"], "level": env.teks("LOG_LEVEL", "INFO")},
    "loggers": {
        # Replaces Django's handlers: its mail to ADMINS carries what was typed.
        "django": {"handlers": ["surel"], "level": "INFO"},
        "django.server": {"handlers": ["konsol"], "propagate": False},
    },
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        tanpa_pesan_galat,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = 20

# --- the regency ------------------------------------------------------------------------------
WILAYAH = env.teks("P3AKS_WILAYAH", "35.23")
# Hours, round the clock, until the response to a verified early warning must be planned.
TENGGAT_PERINGATAN = {"merah": 6, "jingga": 24, "kuning": 72, "hijau": 168}
DEMO_PASSWORD = env.teks("P3AKS_DEMO_PASSWORD")
KUNCI_DATA = env.daftar("P3AKS_KUNCI_DATA")
KUNCI_INDEKS = env.teks("P3AKS_KUNCI_INDEKS")

# --- backups ----------------------------------------------------------------------------------
P3AKS_CADANGAN_PENERIMA = env.daftar("P3AKS_CADANGAN_PENERIMA")
P3AKS_CADANGAN_FOLDER = Path(env.teks("P3AKS_CADANGAN_FOLDER") or VAR_DIR / "cadangan")
P3AKS_PG_BIN = env.teks("P3AKS_PG_BIN")
