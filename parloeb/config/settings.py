"""Every setting, read from the environment once."""

from pathlib import Path

from environs import Env

from parloeb.config import keys, mailing

env = Env()

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env.str("PARLOEB_HOME", ".parloeb")).resolve()
DEMO = env.bool("PARLOEB_DEMO", False)
PRODUCTION = env.bool("PARLOEB_PRODUCTION", False)
AUTHORITY = env.str("PARLOEB_AUTHORITY", "Kommunen")
DEBUG = env.bool("PARLOEB_DEBUG", False)

KEYS_FILE = env.path("PARLOEB_KEYS_FILE", None)
KEYS = keys.read(KEYS_FILE) if KEYS_FILE else keys.passing()
SECRET_KEY = KEYS.secret

ALLOWED_HOSTS = env.list("PARLOEB_HOSTS", ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("PARLOEB_ORIGINS", [])

# Where people find the system, as mails write it.
PUBLIC_URL = env.str("PARLOEB_URL", (*CSRF_TRUSTED_ORIGINS, f"http://127.0.0.1:{env.int('PARLOEB_PORT', 8000)}")[0])

# The application connects as a plain role; migrations alone connect as the owner (config/migrating.py).
DATABASES = {"default": env.dj_db_url("DATABASE_URL", "postgresql://parloeb_app@/parloeb", conn_max_age=600)}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Pages lie in memory or on flash, where one out of order costs little more than the next. With PostgreSQL's standard
# for turning disks the planner walks every case there is to find the few of a team.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1")
# The statements of people/prepared.py are planned at their first use; Django's own are never prepared.
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 0
DATABASE_OWNER = env.dj_db_url("DATABASE_OWNER_URL", "postgresql://parloeb_owner@/parloeb")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "parloeb.domain.law",
    "parloeb.domain.audit",
    "parloeb.domain.people",
    "parloeb.domain.cases",
    "parloeb.domain.correspondence",
    "parloeb.domain.corps",
    "parloeb.domain.companies",
    "parloeb.domain.referrals",
    "parloeb.domain.grants",
    "parloeb.domain.matching",
    "parloeb.domain.agreements",
    "parloeb.domain.visits",
    "parloeb.domain.reports",
    "parloeb.domain.followup",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "parloeb.pages.shared.entry.EntryMiddleware",
    "parloeb.pages.accounts.sessions.SessionLimits",
]

ROOT_URLCONF = "parloeb.config.urls"
WSGI_APPLICATION = "parloeb.config.wsgi.application"
CSRF_FAILURE_VIEW = "parloeb.pages.shared.refusals.csrf"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "pages", PACKAGE / "pages" / "accounts" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.csrf",
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "parloeb.pages.shared.frame.frame",
                "parloeb.pages.shared.once.new_key",
            ],
        },
    }
]

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "pages" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/konto/login/"
DEMO_URL = "/adgang/demo/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "parloeb.pages.accounts.adapter.ClosedAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key,30/15m/ip"}
ACCOUNT_FORMS = {"reset_password": "parloeb.pages.accounts.passwords.ForgottenForm"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PARLOEB_PROXIES", 0)
# An address is given by the administrator, so nobody has to prove it before the second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "parloeb.pages.accounts.adapter.SealedMfaAdapter"
MFA_TOTP_ISSUER = "Parløb"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        "img-src": ["'self'", "data:"],
    }
}
# What was done is told once, on the next page, in a signed cookie: it names nobody, and costs no write of the session.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
FORM_RENDERER = "parloeb.pages.shared.forms.Renderer"

# Mail leaves only through the outbox and its worker. The demo writes it to files where no server is set.
MAIL_HOST = env.str("PARLOEB_MAIL_HOST", "")
MAIL_TO_FILES = DEMO and not MAIL_HOST
MAIL_GOES_OUT = bool(MAIL_HOST) or MAIL_TO_FILES
MAIL_PORT = env.int("PARLOEB_MAIL_PORT", 25)
MAIL_TIMEOUT = 10  # seconds
globals().update(
    mailing.settings(mailing.FILES, file_path=HOME / "mail")
    if MAIL_TO_FILES
    else mailing.settings(
        mailing.SERVER,
        host=MAIL_HOST or "127.0.0.1",
        port=MAIL_PORT,
        username=env.str("PARLOEB_MAIL_USER", ""),
        password=env.str("PARLOEB_MAIL_PASSWORD", ""),
        use_tls=env.bool("PARLOEB_MAIL_TLS", False),
        timeout=MAIL_TIMEOUT,
    )
)
DEFAULT_FROM_EMAIL = env.str("PARLOEB_MAIL_FROM", "parloeb@localhost")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")

# Tries at a login are counted here: by all processes together, and in no table that a migration makes.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"standard_error": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["standard_error"], "level": "WARNING"},
}
