import { defineTexts } from "connectors/contract";

export const peopleTexts = defineTexts(
  "people",
  {
    phone: "Số điện thoại “{typed}” không đúng. Số Việt Nam bắt đầu bằng 0 hoặc +84, ví dụ 0912345678.",
    "phone-of-member": "Số điện thoại {phone} đã thuộc về một thành viên khác. Hãy dùng số khác, hoặc gỡ người đó trước.",
    "phone-of-officer": "Số điện thoại {phone} đã thuộc về một cán bộ khác. Hãy dùng số khác, hoặc gỡ người đó trước.",
    name: "Hãy ghi họ và tên, từ 2 đến 100 ký tự.",
    organisation: "Hãy ghi tên cơ quan, từ 2 đến 200 ký tự.",
    password: "Mật khẩu cần từ 8 đến 200 ký tự.",
    "no-producer": "Không có chủ thể này. Hãy chọn lại trong danh sách.",
    "no-person": "Không còn người này trong danh sách.",
    "owner-only": "Chỉ người quản lý được xem và sửa danh sách thành viên. Hãy nhờ người quản lý của chủ thể.",
    "not-yourself": "Bạn không tự gỡ mình được. Hãy nhờ một người quản lý khác hoặc người vận hành.",
    "not-an-officer": "Tài khoản này không còn là của cán bộ.",
    "recorder-only": "Tài khoản này chỉ được xem. Việc ghi thu hồi dành cho cán bộ được giao ghi.",
    "link-dead":
      "Liên kết này không dùng được: đã dùng rồi, đã quá hạn, hoặc đã có liên kết mới hơn. Hãy xin một liên kết mới.",
    "link-tries": "Đã thử quá nhiều lần. Vui lòng đợi một phút rồi thử lại.",
    "existing-password":
      "Số điện thoại này đã có mật khẩu ở hệ thống. Hãy nhập mật khẩu đang dùng để thêm quyền mới; mật khẩu giữ nguyên.",
    "wrong-password": "Mật khẩu đang dùng không đúng.",
    "shared-sign-in":
      "Số điện thoại này còn đăng nhập ở nơi khác nên liên kết do chủ thể tạo không đổi được mật khẩu. Hãy nhờ người vận hành.",
  },
  {
    phone: "The phone number “{typed}” is not right. A Vietnamese number begins with 0 or +84, for example 0912345678.",
    "phone-of-member": "The phone number {phone} belongs to another member. Use another number, or remove that person first.",
    "phone-of-officer": "The phone number {phone} belongs to another officer. Use another number, or remove that person first.",
    name: "Write the full name, 2 to 100 characters.",
    organisation: "Write the name of the organisation, 2 to 200 characters.",
    password: "A password needs 8 to 200 characters.",
    "no-producer": "There is no such producer. Choose one of the list.",
    "no-person": "This person is no longer in the list.",
    "owner-only": "Only a manager may see and change the members. Ask a manager of your producer.",
    "not-yourself": "You cannot remove yourself. Ask another manager or the operator.",
    "not-an-officer": "This account is no longer an officer's.",
    "recorder-only": "This account may only read. Revocations are recorded by officers who are charged with it.",
    "link-dead": "This link cannot be used: it was used already, has expired, or a newer one was made. Ask for a new link.",
    "link-tries": "Too many attempts. Please wait a minute and try again.",
    "existing-password":
      "This phone number already has a password here. Enter that password to add the new access; the password stays as it is.",
    "wrong-password": "The present password is not right.",
    "shared-sign-in":
      "This phone number signs in elsewhere too, so a producer's link cannot change its password. Ask the operator.",
  },
);
